package io.headrace.pipelines.stream;

import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.Pipeline;
import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.reading.SpecReader;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReleasedStatesTest implements ReleasedStates<Pipeline> {

    @Override
    public Map<String, JsonNode> moved() {
        return Map.of(
                "/spec/trainer/kind", JsonMapper.shared().readTree("{\"type\":\"Ridge\",\"l2\":1.0}"),
                "/spec/label",
                        JsonMapper.shared().readTree("{\"column\":\"price\",\"type\":\"NUMERIC\",\"values\":[]}"));
    }

    @Override
    public StateCodec<Pipeline> codec() {
        return StateCodec.of(new PipelinesBinding());
    }

    @Override
    public Class<Pipeline> type() {
        return Pipeline.class;
    }

    @Override
    public Map<String, Pipeline> states() {
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
