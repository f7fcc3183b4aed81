package io.headrace.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.exact.Encoding.Encoded;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransformTest {

    private static final Encoding ENCODING = new Encoding(
            List.of(
                    Feature.numeric("area").logarithm(),
                    Feature.hashed("street", 4),
                    Feature.date("sold_on", DatePart.YEAR, DatePart.MONTH, DatePart.DAY_OF_WEEK),
                    Feature.numeric("rooms")
                            .logarithm()
                            .with(new NullRule.Mean())
                            .inDeviations()),
            "price",
            null);

    /// The values of the reference implementation, as others published them.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", 0",
                "a, 3c2569b2",
                "abc, b3dd93fa",
                "hello, 248bfa47",
                "\"hello, world\", 149bbb7f",
                "süd, bb327bf6",
                "The quick brown fox jumps over the lazy dog, 2e4ff723"
            })
    void aTextIsHashedAsElsewhere(String text, String hash) {
        assertThat(Long.toHexString(MurmurHash3.of(text))).isEqualTo(hash);
    }

    @Test
    void everyColumnHasAName() {
        assertThat(ENCODING.columns())
                .containsExactly(
                        "area",
                        "street #1",
                        "street #2",
                        "street #3",
                        "sold_on (year)",
                        "sold_on (month)",
                        "sold_on (day-of-week)",
                        "rooms",
                        "rooms (null)")
                .hasSize(ENCODING.width());
        assertThat(ENCODING.standardizedColumns()).containsExactly(7);
        assertThat(ENCODING.imputedColumns()).containsExactly(7);
    }

    @Test
    void aRowIsWhatTheTransformsMakeOfIt() {
        int bucket = new Transform.Hash(4).bucket("hello");
        double[] row = encoded(Cell.of(Math.E), Cell.of("hello"), time(2024, 2, 29), Cell.MISSING);
        assertThat(row[0]).isEqualTo(StrictMath.log(Math.E));
        assertThat(bucket).isEqualTo(3);
        for (int i = 1; i < 4; i++) {
            assertThat(row[i]).isEqualTo(i == bucket ? 1 : 0);
        }
        assertThat(List.of(row[4], row[5], row[6])).containsExactly(2024.0, 2.0, 4.0);
        assertThat(List.of(row[7], row[8], row[9])).containsExactly(0.0, 1.0, 500.0);
    }

    @Test
    void whatCannotBeTransformedExcludesTheRow() {
        assertThat(refusal(Cell.of(0), Cell.of("a"), time(2024, 1, 1), Cell.of(1)))
                .isEqualTo("area is not above 0 and has no logarithm");
        assertThat(refusal(Cell.of(-3), Cell.of("a"), time(2024, 1, 1), Cell.of(1)))
                .isEqualTo("area is not above 0 and has no logarithm");
        assertThat(refusal(Cell.of(1), Cell.of("a"), Cell.of("infinity"), Cell.of(1)))
                .isEqualTo("sold_on is no date of the years 1 to 9999");
        assertThat(refusal(Cell.of(1), Cell.MISSING, time(2024, 1, 1), Cell.of(1)))
                .isEqualTo("street is null");
        assertThat(refusal(Cell.of(1), Cell.of("a"), Cell.MISSING, Cell.of(1))).isEqualTo("sold_on is null");
        assertThat(refusal(Cell.of(Double.POSITIVE_INFINITY), Cell.of("a"), time(2024, 1, 1), Cell.of(1)))
                .isEqualTo("area is out of range");
    }

    @Test
    void aConstantStandsInThePlaceOfTheTransformedValue() {
        Encoding filling = new Encoding(
                List.of(
                        Feature.numeric("area").logarithm(),
                        Feature.hashed("street", 4),
                        Feature.date("sold_on", DatePart.YEAR, DatePart.DAY)),
                "price",
                -1.5);
        assertThat(((Encoded.Row) filling.encode(List.of(Cell.MISSING, Cell.MISSING, Cell.MISSING, Cell.of(500))))
                        .values())
                .containsExactly(-1.5, 0, 0, 0, -1.5, -1.5, 500);
    }

    @Test
    void aDateTellsAllThatCalendarsTell() {
        double friday = LocalDateTime.of(2023, 12, 1, 23, 59, 59).toEpochSecond(ZoneOffset.UTC) + 0.75;
        assertThat(List.of(DatePart.values()))
                .extracting(part -> part.of(friday))
                .containsExactly(2023.0, 12.0, 1.0, 5.0, 335.0, 23.0);
        assertThat(DatePart.YEAR.of(-0.25)).isEqualTo(1969);
        assertThat(DatePart.HOUR.of(-0.25)).isEqualTo(23);
    }

    @Test
    void aTransformFitsItsFeature() {
        assertThatThrownBy(() -> Feature.bool("garden").logarithm())
                .hasMessageStartingWith("feature garden is BOOLEAN with 0 values, which Log[] does not fit");
        assertThatThrownBy(() -> new Transform.Hash(1)).hasMessage("1 buckets tell no texts apart: two at least do");
        assertThatThrownBy(() -> Feature.date("sold_on"))
                .hasMessage("a date without parts tells nothing: name one at least");
        assertThatThrownBy(() -> Feature.hashed("street", 4).inDeviations())
                .hasMessageStartingWith("feature street has no mean, no median and no deviation");
        assertThatThrownBy(() -> DatePart.of("week"))
                .hasMessage("week is no part of a date; there are [year, month, day, day-of-week, day-of-year, hour]");
    }

    private static Cell time(int year, int month, int day) {
        return Cell.of((double) LocalDateTime.of(year, month, day, 0, 0).toEpochSecond(ZoneOffset.UTC));
    }

    private static double[] encoded(Cell... features) {
        return ((Encoded.Row) encode(features)).values();
    }

    private static String refusal(Cell... features) {
        return ((Encoded.Refused) encode(features)).reason();
    }

    private static Encoded encode(Cell... features) {
        List<Cell> cells = new ArrayList<>(List.of(features));
        cells.add(Cell.of(500));
        return ENCODING.encode(cells);
    }
}
