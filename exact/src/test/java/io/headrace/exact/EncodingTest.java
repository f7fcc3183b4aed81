package io.headrace.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.exact.Encoding.Encoded;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodingTest {

    private static final List<Feature> FEATURES = List.of(
            Feature.numeric("area"),
            Feature.bool("garden"),
            Feature.categorical("district", List.of("north", "east", "south")));

    private static final Encoding EXCLUDES = new Encoding(FEATURES, "price", null);
    private static final Encoding FILLS = new Encoding(FEATURES, "price", -1.0);

    @Test
    void namesItsColumns() {
        assertThat(EXCLUDES.columns())
                .containsExactly("area", "garden", "district=east", "district=south", "district (other)")
                .hasSize(EXCLUDES.width());
    }

    @Test
    void aDeclaredValueHasItsColumnAndTheReferenceNone() {
        assertThat(encoded(EXCLUDES, Cell.of("north"))).containsExactly(80, 1, 0, 0, 0, 500);
        assertThat(encoded(EXCLUDES, Cell.of("east"))).containsExactly(80, 1, 1, 0, 0, 500);
        assertThat(encoded(EXCLUDES, Cell.of("south"))).containsExactly(80, 1, 0, 1, 0, 500);
        assertThat(encoded(EXCLUDES, Cell.of("west"))).containsExactly(80, 1, 0, 0, 1, 500);
    }

    @Test
    void aLabelMayBeAClass() {
        Encoding sold = new Encoding(List.of(Feature.numeric("area")), Label.bool("sold"), null);
        assertThat(label(sold, Cell.of(false))).isZero();
        assertThat(label(sold, Cell.of(true))).isEqualTo(1);
        assertThat(sold.encode(List.of(Cell.of(80), Cell.of(1))))
                .isEqualTo(new Encoded.Refused("sold is not a boolean"));
        assertThat(sold.encode(List.of(Cell.of(80), Cell.MISSING))).isEqualTo(new Encoded.Refused("sold is null"));

        Encoding grade =
                new Encoding(List.of(Feature.numeric("area")), Label.categorical("grade", List.of("a", "b", "c")), 0.0);
        assertThat(label(grade, Cell.of("a"))).isZero();
        assertThat(label(grade, Cell.of("c"))).isEqualTo(2);
        assertThat(grade.encode(List.of(Cell.of(80), Cell.of("d"))))
                .isEqualTo(new Encoded.Refused("grade is none of the declared classes"));
        assertThat(grade.encode(List.of(Cell.of(80), Cell.of(true))))
                .isEqualTo(new Encoded.Refused("grade is not a text"));
        assertThat(grade.encode(List.of(Cell.of(80), Cell.MISSING))).isEqualTo(new Encoded.Refused("grade is null"));
        assertThat(grade.label().classes()).containsExactly("a", "b", "c");
        assertThat(sold.label().classes()).containsExactly("false", "true");
        assertThat(EXCLUDES.label().classes()).isEmpty();
        assertThatThrownBy(() -> Label.categorical("grade", List.of("a")))
                .hasMessage(
                        "label grade is CATEGORICAL and declares 1 classes: a categorical has two at least, no other has any");
    }

    private static double label(Encoding encoding, Cell label) {
        double[] values = ((Encoded.Row) encoding.encode(List.of(Cell.of(80), label))).values();
        return values[1];
    }

    @Test
    void aNullExcludesTheRowOrTakesTheConstant() {
        List<Cell> nulls = List.of(Cell.MISSING, Cell.MISSING, Cell.MISSING, Cell.of(500));
        assertThat(EXCLUDES.encode(nulls)).isEqualTo(new Encoded.Refused("area is null"));
        assertThat(((Encoded.Row) FILLS.encode(nulls)).values()).containsExactly(-1, -1, 0, 0, 1, 500);
    }

    @Test
    void aFeatureMayHaveARuleOfItsOwn() {
        Encoding encoding = new Encoding(
                List.of(
                        Feature.numeric("area").with(new NullRule.Mean()),
                        Feature.numeric("rooms").with(new NullRule.Constant(2)),
                        Feature.numeric("floor").with(new NullRule.Exclude())),
                "price",
                -1.0);
        assertThat(encoding.columns()).containsExactly("area", "area (null)", "rooms", "floor");
        assertThat(encoding.imputedColumns()).containsExactly(0);
        assertThat(((Encoded.Row) encoding.encode(List.of(Cell.MISSING, Cell.MISSING, Cell.of(3), Cell.of(9))))
                        .values())
                .containsExactly(0, 1, 2, 3, 9);
        assertThat(((Encoded.Row) encoding.encode(List.of(Cell.of(7), Cell.of(1), Cell.of(3), Cell.of(9)))).values())
                .containsExactly(7, 0, 1, 3, 9);
        assertThat(encoding.encode(List.of(Cell.of(7), Cell.of(1), Cell.MISSING, Cell.of(9))))
                .isEqualTo(new Encoded.Refused("floor is null"));
        assertThatThrownBy(() -> Feature.bool("garden").with(new NullRule.Mean()))
                .hasMessage(
                        "feature garden has no mean, no median and no deviation: only a numeric has; exclude its nulls or name a constant");
    }

    @Test
    void aNullLabelAlwaysExcludes() {
        assertThat(FILLS.encode(List.of(Cell.of(1), Cell.of(true), Cell.of("east"), Cell.MISSING)))
                .isEqualTo(new Encoded.Refused("price is null"));
    }

    @Test
    void aValueThatCannotBeSummedIsRefusedByName() {
        assertThat(EXCLUDES.encode(List.of(Cell.of(Double.NaN), Cell.of(true), Cell.of("east"), Cell.of(1))))
                .isEqualTo(new Encoded.Refused("area is out of range"));
        assertThat(EXCLUDES.encode(List.of(Cell.of("80"), Cell.of(true), Cell.of("east"), Cell.of(1))))
                .isEqualTo(new Encoded.Refused("area is not a number"));
    }

    private static double[] encoded(Encoding encoding, Cell district) {
        return ((Encoded.Row) encoding.encode(List.of(Cell.of(80), Cell.of(true), district, Cell.of(500)))).values();
    }
}
