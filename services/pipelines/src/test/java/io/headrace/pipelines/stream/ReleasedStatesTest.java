package io.headrace.pipelines.stream;

import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.Pipeline;
import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.reading.SpecReader;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// States that earlier releases wrote are read by this one.
final class ReleasedStatesTest {

    private static final StateCodec<Pipeline> CODEC = StateCodec.of(new PipelinesBinding());

    @Test
    void readsTheStatesOfEveryRelease() throws IOException {
        ReleasedStates.areRead(CODEC);
    }

    /// Run once for a release, of all modules: `mvn test -Dtest=ReleasedStatesTest -Dheadrace.release=0.1.0`.
    @Test
    @EnabledIfSystemProperty(named = "headrace.release", matches = ".+")
    void writesTheStatesOfARelease() throws IOException {
        ReleasedStates.write(CODEC, Pipeline.class, states(), System.getProperty("headrace.release", ""));
    }

    private static Map<String, Pipeline> states() {
        Map<String, Object> bare = House.without("trigger");
        bare.remove("gates");
        Map<String, Object> full = House.with("dataset.nulls", House.map("constant", 0));
        full.put("forget", House.map("within", "72h"));
        return Map.of(
                "absent", new Pipeline.Absent(0, true),
                "bare", new Pipeline.InForce(1, spec(bare), false),
                "full", new Pipeline.InForce(7, spec(full), true));
    }

    private static PipelineSpec spec(Map<String, Object> tree) {
        return Objects.requireNonNull(
                SpecReader.read(House.SOURCES, "house-price", tree).spec());
    }
}
