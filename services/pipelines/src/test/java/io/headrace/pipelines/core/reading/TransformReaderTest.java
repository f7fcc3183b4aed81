package io.headrace.pipelines.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.PipelineSpec.DatePart;
import io.headrace.pipelines.core.PipelineSpec.Feature;
import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Transform;
import io.headrace.pipelines.core.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TransformReaderTest {

    @Test
    void aTransformSaysWhatTheFeatureIs() {
        assertThat(feature("area_m2", "log"))
                .isEqualTo(new Feature("area_m2", FeatureType.NUMERIC, List.of(), null, new Transform.Log(), false));
        assertThat(feature("area_m2", "standardize"))
                .isEqualTo(new Feature("area_m2", FeatureType.NUMERIC, List.of(), null, new Transform.None(), true));
        assertThat(feature("area_m2", House.list("log", "standardize")))
                .isEqualTo(new Feature("area_m2", FeatureType.NUMERIC, List.of(), null, new Transform.Log(), true));
        assertThat(feature("street", House.map("hash", 64)))
                .isEqualTo(
                        new Feature("street", FeatureType.CATEGORICAL, List.of(), null, new Transform.Hash(64), false));
        assertThat(feature("built", House.map("date-parts", House.list("year", "day-of-week"))))
                .isEqualTo(new Feature(
                        "built",
                        FeatureType.DATE,
                        List.of(),
                        null,
                        new Transform.DateParts(List.of(DatePart.YEAR, DatePart.DAY_OF_WEEK)),
                        false));
    }

    @Test
    void whatIsNoTransformIsRefusedWithThoseThatThereAre() {
        String expected =
                "dataset.features[0].transform: log, standardize, [log, standardize], {hash: 64} or {date-parts: [year, month]} is expected, not ";
        assertThat(problems("area_m2", "sqrt")).containsExactly(expected + "\"sqrt\"");
        assertThat(problems("area_m2", House.list("standardize", "log")))
                .singleElement()
                .asString()
                .startsWith(expected);
        Map<String, Object> nothing = House.map("column", "area_m2");
        nothing.put("transform", null);
        assertThat(problems(nothing)).containsExactly(expected + "nothing");
        assertThat(problems("area_m2", House.list())).singleElement().asString().startsWith(expected);
        assertThat(problems("street", House.map("hash", 1)))
                .containsExactly("dataset.features[0].transform.hash: a whole number from 2 to 256 is expected, not 1");
        assertThat(problems("street", House.map("hash", 4, "date-parts", House.list("year"))))
                .singleElement()
                .asString()
                .startsWith("dataset.features[0].transform: either hash or date-parts is expected, not ");
        assertThat(problems("built", House.map("date-parts", House.list("year", "week"))))
                .containsExactly(
                        "dataset.features[0].transform.date-parts: \"week\" is no part of a date; there are year, month, day, day-of-week, day-of-year, hour");
        assertThat(problems("built", House.map("date-parts", House.list())))
                .containsExactly(
                        "dataset.features[0].transform.date-parts: at least one of year, month, day, day-of-week, day-of-year, hour is needed");
    }

    @Test
    void aTransformFitsTheType() {
        String rule = ": a numeric alone has log and standardize, a categorical hash, a date date-parts";
        assertThat(problems(House.map("column", "attic", "type", "boolean", "transform", "log")))
                .containsExactly("dataset.features[0].transform: \"attic\" is boolean" + rule);
        assertThat(problems(House.map("column", "attic", "type", "boolean", "transform", "standardize")))
                .containsExactly("dataset.features[0].transform: \"attic\" is boolean" + rule);
        assertThat(problems(House.map("column", "built", "type", "date")))
                .containsExactly(
                        "dataset.features[0].transform: is missing: of a date a model sees parts; write transform: {date-parts: [year, month]}, of year, month, day, day-of-week, day-of-year, hour");
        assertThat(problems(House.map(
                        "column", "street", "values", House.list("a", "b"), "transform", House.map("hash", 4))))
                .containsExactly(
                        "dataset.features[0].values: texts that are hashed need no values; leave them out, or leave out the transform");
        assertThat(problems(House.map(
                        "column", "built", "nulls", "mean", "transform", House.map("date-parts", House.list("day")))))
                .containsExactly(
                        "dataset.features[0].nulls: \"built\" is not numeric and has no mean or median; write exclude or {constant: 0}");
    }

    @Test
    void everyBucketAndPartIsAColumn() {
        assertThat(problems("street", House.map("hash", 256)))
                .containsExactly("dataset.features: 261 columns after encoding, at most 256 can be;"
                        + " declare fewer values or features");
    }

    @Test
    void notEveryTrainerTakesThem() {
        Map<String, Object> tree = tree(House.map("column", "area_m2", "transform", House.list("log", "standardize")));
        tree.put("trainer", House.map("kind", "xgboost"));
        assertThat(texts(read(tree)))
                .containsExactly(
                        "dataset.features[0]: standardize is for the penalty of a ridge: logistic always does it, and no other trainer needs it; leave it out for \"area_m2\"");
        tree.put("trainer", House.map("kind", "external", "name", "forest"));
        assertThat(texts(read(tree)))
                .first()
                .isEqualTo(
                        "dataset.features[0]: a program of yours transforms by itself, and its model too; leave out the transform of \"area_m2\"");
    }

    @Test
    void rowsAreNotSlicedByWhatIsHashedOrADate() {
        Map<String, Object> tree = tree(House.map("column", "street", "transform", House.map("hash", 4)));
        tree.put("trainer", House.map("kind", "xgboost"));
        tree.put("slices", House.list("street"));
        assertThat(texts(read(tree)))
                .containsExactly("slices: \"street\" is hashed, and rows are sliced by declared values; declare some");
    }

    private static Feature feature(String column, Object transform) {
        return Objects.requireNonNull(read(tree(House.map("column", column, "transform", transform)))
                        .spec())
                .features()
                .getFirst();
    }

    private static List<String> problems(String column, Object transform) {
        return problems(House.map("column", column, "transform", transform));
    }

    private static List<String> problems(Map<String, Object> feature) {
        return texts(read(tree(feature)));
    }

    private static Map<String, Object> tree(Map<String, Object> feature) {
        return House.with("dataset.features[0]", feature);
    }

    private static List<String> texts(Reading reading) {
        return reading.problems().stream().map(Problem::toString).toList();
    }

    private static Reading read(Map<String, Object> tree) {
        return SpecReader.read(new SourceNames(List.of("main")), "house-price", tree);
    }
}
