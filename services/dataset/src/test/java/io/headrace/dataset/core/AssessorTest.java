package io.headrace.dataset.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.exact.Cell;
import io.headrace.exact.DatePart;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AssessorTest {

    private static final List<Feature> FEATURES = List.of(
            Feature.numeric("area"), Feature.bool("garden"), Feature.categorical("district", List.of("north", "east")));
    private static final List<RowExpectation> EXPECTATIONS = List.of(
            new RowExpectation.Between("price", 1, 1000),
            new RowExpectation.Anything(),
            new RowExpectation.Present("district"),
            new RowExpectation.Between("area", 10, 90));
    private static final RowShape SHAPE = new RowShape(
            List.of("id", "area", "garden", "district", "price", "note"),
            List.of(Kind.INTEGER, Kind.FLOATING, Kind.BOOLEAN, Kind.TEXT, Kind.TEXT, Kind.TEXT));
    private static final List<String> KEY = List.of("1");

    private final Assessor excluding = new Assessor(declaration(null, null));
    private final Assessor filling = new Assessor(declaration(-1.0, null));

    @Test
    void aRowIsItsDeclaredColumnsAsNumbers() {
        assertThat(values(excluding.assess(row(1L, 80.5, true, "north", "500.25", "x"), KEY)))
                .containsExactly(80.5, 1, 0, 0, 500.25);
        assertThat(values(excluding.assess(row(1L, 80.5, false, "east", "500.25", "x"), KEY)))
                .containsExactly(80.5, 0, 1, 0, 500.25);
        assertThat(values(excluding.assess(row(1L, 80.5, false, "moon", "500.25", "x"), KEY)))
                .containsExactly(80.5, 0, 0, 1, 500.25);
    }

    @Test
    void aColumnThatIsNotDeclaredChangesNothing() {
        assertThat(excluding.assess(row(1L, 80.0, true, "north", "5", "for sale"), KEY))
                .isEqualTo(excluding.assess(row(1L, 80.0, true, "north", "5", "sold"), KEY))
                .isNotEqualTo(excluding.assess(row(1L, 81.0, true, "north", "5", "sold"), KEY));
    }

    @Test
    void aNullIsRefusedByNameOrTakesTheConstant() {
        FixedRow nulls = row(1L, null, null, null, "5", null);
        assertThat(excluding.assess(nulls, KEY)).isEqualTo(new Assessed.Refused("area is null", 0b0100));
        assertThat(excluding.assess(row(1L, 80.0, true, null, "5", null), KEY))
                .isEqualTo(new Assessed.Refused("district is null", 0b0100));
        assertThat(values(filling.assess(nulls, KEY))).containsExactly(-1, -1, 0, 1, 5);
    }

    @Test
    void aNullOrUnreadableLabelIsRefusedWhateverTheRule() {
        assertThat(filling.assess(row(1L, 80.0, true, "north", null, null), KEY))
                .isEqualTo(new Assessed.Refused("price is null", 0));
        assertThat(filling.assess(row(1L, 80.0, true, "north", "cheap", null), KEY))
                .isEqualTo(new Assessed.Refused("price is not a number", 0b0001));
        assertThat(filling.assess(row(1L, 80.0, true, "north", "1e40", null), KEY))
                .isEqualTo(new Assessed.Refused("price is out of range", 0b0001));
    }

    @Test
    void aRowOlderThanAColumnHasNullThereAndTheTableIsAProblem() {
        RowShape older =
                new RowShape(List.of("id", "area", "price"), List.of(Kind.INTEGER, Kind.FLOATING, Kind.INTEGER));
        assertThat(filling.problem(older)).startsWith("column garden is not in public.house any more");
        assertThat(values(filling.assess(new FixedRow(older, Arrays.asList(1L, 80.0, 5L)), KEY)))
                .containsExactly(80, -1, 0, 1, 5);
    }

    @Test
    void aDateIsSecondsAndItsPartsAreCounted() {
        Encoding dates = new Encoding(
                List.of(Feature.date("sold_on", DatePart.YEAR, DatePart.MONTH)), Label.numeric("price"), null);
        Assessor assessor = new Assessor(new Declaration(
                new RevisionId("p", 1),
                "1",
                "public.house",
                "t",
                dates,
                0.2,
                null,
                new Watch(List.of(), List.of(), List.of())));
        RowShape shape = new RowShape(List.of("sold_on", "price"), List.of(Kind.TEXT, Kind.INTEGER));
        FixedRow sold = new FixedRow(shape, List.of("2024-02-29", 5L));
        assertThat(values(assessor.assess(sold, KEY))).containsExactly(2024, 2, 5);
        assertThat(assessor.cells(sold)).containsExactly(Cell.of(1_709_164_800.0), Cell.of(5.0));
        assertThat(assessor.assess(new FixedRow(shape, List.of("infinity", 5L)), KEY))
                .isEqualTo(new Assessed.Refused("sold_on is no date of the years 1 to 9999", 0));
        assertThat(assessor.problem(new RowShape(List.of("sold_on", "price"), List.of(Kind.INTEGER, Kind.INTEGER))))
                .isEqualTo(
                        "column sold_on of public.house is integer now and cannot be read as date: change it back, or declare it anew");
    }

    @Test
    void aColumnThatTurnedIntoAnotherTypeRefusesEveryRowAndSaysHow() {
        RowShape turned = new RowShape(
                List.of("area", "garden", "district", "price"),
                List.of(Kind.FLOATING, Kind.TEXT, Kind.TEXT, Kind.INTEGER));
        assertThat(excluding.assess(new FixedRow(turned, List.of(80.0, "yes", "north", 5L)), KEY))
                .isEqualTo(new Assessed.Refused(
                        "column garden of public.house is text now and cannot be read as"
                                + " boolean: change it back, or declare it anew",
                        0));
    }

    @Test
    void aRowIsLookedAtForWhatIsExpectedOfItRefusedOrNot() {
        assertThat(broken(80.0, "north", "1")).isZero();
        assertThat(broken(80.0, "north", "1000")).isZero();
        assertThat(broken(80.0, "north", "0.99")).isEqualTo(0b0001);
        assertThat(broken(90.5, "north", "1001")).isEqualTo(0b1001);
        assertThat(broken(null, null, "5"))
                .as("a null is no value out of bounds")
                .isEqualTo(0b0100);
        assertThat(broken(Double.NaN, "north", null)).as("NaN lies nowhere").isEqualTo(0b1000);
    }

    private long broken(@Nullable Double area, @Nullable String district, @Nullable String price) {
        return excluding.assess(row(1L, area, true, district, price, null), KEY).broken();
    }

    @Test
    void whereColumnsAreWatchedAChangeOfAnotherDoesNotCount() {
        Assessor watching = new Assessor(declaration(null, null, "price", "district"));
        FixedRow before = row(1L, 80.0, true, "north", "5", "for sale");

        assertThat(watching.counts(before, row(1L, 81.0, false, "north", "5.0", "sold")))
                .isFalse();
        assertThat(watching.counts(before, row(1L, 80.0, true, "north", "6", "for sale")))
                .isTrue();
        assertThat(watching.counts(before, row(1L, 80.0, true, null, "5", "for sale")))
                .isTrue();
        assertThat(excluding.counts(before, row(1L, 81.0, true, "north", "5", "for sale")))
                .isTrue();
    }

    @Test
    void rowsThatShareTheColumnToSplitByShareTheSplit() {
        Assessor byNote = new Assessor(declaration(null, "note"));
        for (int customer = 0; customer < 50; customer++) {
            Assessed first = byNote.assess(row(1L, 80.0, true, "north", "5", "customer " + customer), List.of("1"));
            Assessed second = byNote.assess(row(2L, 80.0, true, "north", "5", "customer " + customer), List.of("2"));
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void aLabelMayBeAClassAndOneThatIsNotDeclaredIsRefusedByTheColumnsName() {
        Assessor notes = classifying(Label.categorical("note", List.of("sold", "for sale")));
        assertThat(values(notes.assess(row(1L, 80.0, true, "north", "5", "for sale"), KEY)))
                .containsExactly(80, 1);
        assertThat(notes.assess(row(1L, 80.0, true, "north", "5", "burnt"), KEY))
                .isEqualTo(new Assessed.Refused("note is none of the declared classes", 0));
        assertThat(notes.assess(row(1L, 80.0, true, "north", "5", null), KEY))
                .isEqualTo(new Assessed.Refused("note is null", 0));

        Assessor gardens = classifying(Label.bool("garden"));
        assertThat(values(gardens.assess(row(1L, 80.0, true, "north", "5", ""), KEY)))
                .containsExactly(80, 1);
        assertThat(values(gardens.assess(row(1L, 80.0, false, "north", "5", ""), KEY)))
                .containsExactly(80, 0);
        assertThat(gardens.assess(row(1L, 80.0, null, "north", "5", ""), KEY))
                .isEqualTo(new Assessed.Refused("garden is null", 0));
    }

    private static Assessor classifying(Label label) {
        return new Assessor(new Declaration(
                new RevisionId("house-price", 1),
                "origin",
                "public.house",
                "cdc.shop.public.house",
                new Encoding(List.of(Feature.numeric("area")), label, null),
                0.5,
                null,
                new Watch(List.of(), List.of(), List.of())));
    }

    private static Declaration declaration(@Nullable Double nullConstant, @Nullable String splitBy, String... watched) {
        return new Declaration(
                new RevisionId("house-price", 1),
                "origin",
                "public.house",
                "cdc.shop.public.house",
                new Encoding(FEATURES, "price", nullConstant),
                0.5,
                splitBy,
                new Watch(EXPECTATIONS, List.of(watched), List.of()));
    }

    private static FixedRow row(@Nullable Object... values) {
        return new FixedRow(SHAPE, Arrays.asList(values));
    }

    private static double[] values(Assessed assessed) {
        assertThat(assessed).isInstanceOf(Assessed.Counted.class);
        return ((Assessed.Counted) assessed).values();
    }

    /// A row in a list.
    private record FixedRow(RowShape shape, List<@Nullable Object> values) implements RowValues {

        @Override
        public boolean isNull(int column) {
            return values.get(column) == null;
        }

        @Override
        public long integer(int column) {
            return (long) value(column);
        }

        @Override
        public double floating(int column) {
            return (double) value(column);
        }

        @Override
        public boolean flag(int column) {
            return (boolean) value(column);
        }

        @Override
        public String text(int column) {
            return (String) value(column);
        }

        private Object value(int column) {
            Object value = values.get(column);
            assertThat(value).isNotNull();
            return value;
        }
    }
}
