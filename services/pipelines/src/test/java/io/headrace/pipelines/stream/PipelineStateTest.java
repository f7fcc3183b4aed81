package io.headrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.events.FeatureType;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.Pipeline;
import io.headrace.pipelines.core.Pipeline.Absent;
import io.headrace.pipelines.core.Pipeline.InForce;
import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.reading.SpecReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PipelineStateTest {

    private final StateCodec<Pipeline> codec = StateCodec.of(new PipelinesBinding());

    @Test
    void aStateIsReadAsItWasWritten() {
        assertThat(copied(new Absent(3, true))).isEqualTo(new Absent(3, true));
        assertThat(copied(inForce(House.tree()))).isEqualTo(inForce(House.tree()));
    }

    @Test
    void everyRuleForNullsIsReadAsItWasWritten() {
        for (Object rule : List.of("exclude", "mean", House.map("constant", 2))) {
            Map<String, Object> tree = House.with("dataset.features[0]", House.map("column", "area_m2", "nulls", rule));
            assertThat(copied(inForce(tree))).isEqualTo(inForce(tree));
        }
        Map<String, Object> median = House.with("dataset.nulls", "median");
        median.put("trainer", House.map("kind", "xgboost"));
        assertThat(copied(inForce(median))).isEqualTo(inForce(median));
    }

    @Test
    void everyTransformIsReadAsItWasWritten() {
        for (Object transform : List.of(
                "log",
                House.list("log", "standardize"),
                House.map("hash", 8),
                House.map("date-parts", House.list("year", "hour")))) {
            Map<String, Object> tree =
                    House.with("dataset.features[0]", House.map("column", "x", "transform", transform));
            assertThat(copied(inForce(tree))).isEqualTo(inForce(tree));
        }
    }

    @Test
    void everyTrainerIsReadAsItWasWritten() {
        for (Object trainer : List.of(
                House.map("kind", "ridge", "l2", 2),
                House.map("kind", "external", "name", "forest", "hyperparameters", House.map("depth", 3, "share", 0.5)),
                House.map("kind", "xgboost", "rounds", 7, "eta", 1),
                House.map("kind", "xgboost", "gamma", 1e7),
                House.map("kind", "external", "name", "forest", "hyperparameters", House.map("most", 1e7)),
                House.map(
                        "kind",
                        "xgboost",
                        "search",
                        House.map(
                                "over",
                                House.map("gamma", House.list(0, 1e7), "depth", House.list(3, 4)),
                                "time",
                                "1h")),
                House.map("kind", "random-forest", "trees", 7, "subsample", 0.25))) {
            Map<String, Object> tree = House.with("trainer", trainer);
            assertThat(copied(inForce(tree))).isEqualTo(inForce(tree));
        }
        for (Object trainer : List.of(
                House.map("kind", "logistic", "l2", 0.5, "timeout", "1h"),
                House.map("kind", "gaussian-naive-bayes", "var-smoothing", 1e-18),
                House.map("kind", "gaussian-naive-bayes"))) {
            Map<String, Object> tree = House.withGarden("boolean", trainer);
            assertThat(copied(inForce(tree))).isEqualTo(inForce(tree));
        }
    }

    @Test
    void whatBecomesOfARunWhileOneIsActiveIsReadAsItWasWritten() {
        Map<String, Object> tree = House.with("trigger.while-active", "skip");
        assertThat(copied(inForce(tree))).isEqualTo(inForce(tree));
    }

    @Test
    void whatWasNotSaidIsReadAsNotSaid() {
        Map<String, Object> bare = House.without("trigger");
        bare.remove("gates");
        assertThat(copied(inForce(bare))).isEqualTo(inForce(bare));
    }

    @Test
    void aLabelThatIsAClassIsReadAsItWasWrittenAndTold() {
        Map<String, Object> tree = House.with(
                "dataset.label", House.map("column", "grade", "type", "categorical", "values", House.list("a", "b")));
        tree.put("trainer", House.map("kind", "external", "name", "forest"));
        tree.put("gates", House.list(House.map("metric", "f1", "at-least", 0.5)));
        tree.put("slices", House.list("garden"));
        assertThat(copied(inForce(tree))).isEqualTo(inForce(tree));

        io.headrace.events.PipelineSpec told =
                PipelineMessages.spec(inForce(tree).spec());
        assertThat(told.getLabel()).isEqualTo("grade");
        assertThat(told.getLabelType()).isEqualTo(FeatureType.CATEGORICAL);
        assertThat(told.getLabelValues()).containsExactly("a", "b");
        assertThat(told.getSlices()).containsExactly("garden");
    }

    /// As PostgreSQL's jsonb gives it back, which writes 1.0E7 as 10000000.
    private Pipeline copied(Pipeline state) {
        return codec.decode(codec.encode(state).replace("1.0E7", "10000000"));
    }

    private static InForce inForce(Map<String, Object> tree) {
        PipelineSpec spec = Objects.requireNonNull(
                SpecReader.read(House.SOURCES, "house-price", tree).spec());
        return new InForce(2, spec, false);
    }
}
