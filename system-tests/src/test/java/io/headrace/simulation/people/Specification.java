package io.headrace.simulation.people;

import io.headrace.simulation.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Specifications of pipelines as people write them.
final class Specification {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Specification() {}

    /// JSON, now and then with a mistake.
    static String of(String pipeline, Dice dice) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("pipeline", pipeline);
        spec.put("dataset", dataset(dice));
        spec.put("trainer", sorted(Map.of("kind", "ridge", "l2", dice.pick(List.of(0.5, 1.0, 10.0)))));
        spec.put("trigger", trigger(dice));
        spec.put("gates", gates(dice));
        spec.put("rollout", Map.of("approval", dice.onceIn(3) ? "required" : "automatic"));
        if (dice.onceIn(2)) {
            spec.put("forget", Map.of("within", dice.pick(List.of("5s", "1m", "72h"))));
        }
        if (dice.onceIn(4)) {
            spec.put("expect", expectations(dice));
        }
        return JSON.writeValueAsString(spec);
    }

    private static List<Map<String, Object>> expectations(Dice dice) {
        return dice.pick(List.of(
                List.of(sorted(Map.of("column", "area", "between", List.of(20, 280)))),
                List.of(sorted(Map.of("column", "area", "nulls-at-most", "10%")), Map.of("rows-change-at-most", "50%")),
                List.of(
                        sorted(Map.of("column", "price", "nulls-at-most", "5%")),
                        sorted(Map.of("column", "price", "between", List.of(20_000, 300_000))))));
    }

    private static Map<String, Object> dataset(Dice dice) {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("table", dice.pick(Tables.ALL).name());
        dataset.put("label", dice.onceIn(12) ? "prize" : "price");
        List<Object> features = new ArrayList<>(List.of("area"));
        if (!dice.onceIn(3)) {
            features.add(dice.onceIn(3) ? sorted(Map.of("column", "rooms", "nulls", rule(dice))) : "rooms");
        }
        if (dice.onceIn(2)) {
            features.add(sorted(Map.of("column", "garden", "type", "boolean")));
        }
        if (dice.onceIn(2)) {
            features.add(sorted(
                    Map.of("column", "district", "type", "categorical", "values", List.of("north", "east", "south"))));
        }
        dataset.put("features", features);
        dataset.put("nulls", rule(dice));
        dataset.put("split", Map.of("test", dice.pick(List.of("20%", "40%"))));
        return dataset;
    }

    private static Object rule(Dice dice) {
        return dice.pick(List.of("exclude", "mean", Map.of("constant", 0)));
    }

    private static Map<String, Object> trigger(Dice dice) {
        Map<String, Object> trigger = new LinkedHashMap<>();
        boolean isScheduled = dice.onceIn(4);
        if (isScheduled) {
            Map<String, Object> berlin = sorted(Map.of("cron", "*/2 * * * *", "zone", "Europe/Berlin"));
            trigger.put("schedule", dice.pick(List.of("* * * * *", berlin)));
        }
        if (!isScheduled || dice.onceIn(3)) {
            trigger.put("quiet", dice.pick(List.of("200ms", "2s")));
        }
        if (isScheduled ? dice.onceIn(3) : !dice.onceIn(3)) {
            trigger.put("changes", dice.pick(List.of(1, 5, 30)));
        }
        if (dice.onceIn(3)) {
            trigger.put("share", dice.pick(List.of("5%", "40%")));
        }
        if (dice.onceIn(2)) {
            trigger.put("max-wait", dice.pick(List.of("3s", "10s")));
        }
        if (dice.onceIn(3)) {
            trigger.put("min-interval", dice.pick(List.of("500ms", "3s")));
        }
        if (dice.onceIn(5)) {
            trigger.put("columns", List.of("area"));
        }
        return trigger;
    }

    private static List<Map<String, Object>> gates(Dice dice) {
        List<Map<String, Object>> gates = new ArrayList<>();
        gates.add(sorted(Map.of("metric", "rmse", "at-most", dice.onceIn(5) ? 10 : 1_000_000)));
        if (dice.onceIn(2)) {
            String worse = dice.pick(List.of("2%", "80%"));
            gates.add(sorted(Map.of("metric", "rmse", "worse-than-champion-at-most", worse)));
        }
        return gates;
    }

    /// The order of a map from `Map.of` is another in every JVM.
    private static Map<String, Object> sorted(Map<String, Object> map) {
        return new TreeMap<>(map);
    }
}
