package io.headrace.pipelines.core;

import io.headrace.pipelines.core.TableFacts.Column;
import io.headrace.pipelines.core.TableFacts.ColumnKind;
import io.headrace.pipelines.core.TableFacts.Found;
import io.headrace.pipelines.core.reading.SourceNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The pipeline of the documentation and its table, to be spoilt in one place.
public final class House {

    private House() {}

    public static final SourceNames SOURCES = new SourceNames(List.of("main"));

    public static final Found TABLE = new Found("public.house", columns(), List.of("id"), true, true);

    public static Map<String, Column> columns() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("id", new Column("bigint", ColumnKind.NUMERIC));
        columns.put("price", new Column("numeric", ColumnKind.NUMERIC));
        columns.put("area_m2", new Column("double precision", ColumnKind.NUMERIC));
        columns.put("rooms", new Column("integer", ColumnKind.NUMERIC));
        columns.put("garden", new Column("boolean", ColumnKind.BOOLEAN));
        columns.put("district", new Column("text", ColumnKind.TEXT));
        columns.put("built", new Column("date", ColumnKind.TEMPORAL));
        columns.put("price_per_m2", new Column("numeric", ColumnKind.GENERATED));
        return columns;
    }

    public static Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("pipeline", "house-price");
        tree.put(
                "dataset",
                map(
                        "table", "public.house",
                        "label", "price",
                        "features",
                                list(
                                        "area_m2",
                                        "rooms",
                                        map("column", "garden", "type", "boolean"),
                                        map(
                                                "column", "district",
                                                "type", "categorical",
                                                "values", list("north", "east", "south", "west"))),
                        "nulls", "exclude",
                        "split", map("test", "20%")));
        tree.put("trainer", map("kind", "ridge", "l2", 1.0));
        tree.put("trigger", map("changes", 100, "quiet", "200ms", "max-wait", "2s"));
        tree.put(
                "gates",
                list(
                        map("metric", "rmse", "at-most", 60000),
                        map("metric", "rmse", "worse-than-champion-at-most", "2%")));
        tree.put("rollout", map("approval", "automatic"));
        return tree;
    }

    /// The tree with the value at a path such as `dataset.features[3].values` replaced or added.
    public static Map<String, Object> with(String path, Object value) {
        Map<String, Object> tree = tree();
        String[] steps = path.split("[.\\[]", -1);
        Object place = tree;
        for (int i = 0; i < steps.length - 1; i++) {
            place = step(place, steps[i]);
        }
        put(place, steps[steps.length - 1], value);
        return tree;
    }

    public static Map<String, Object> without(String path) {
        Map<String, Object> tree = tree();
        String[] steps = path.split("[.\\[]", -1);
        Object place = tree;
        for (int i = 0; i < steps.length - 1; i++) {
            place = step(place, steps[i]);
        }
        ((Map<?, ?>) place).remove(steps[steps.length - 1]);
        return tree;
    }

    /// With the garden as its label, a trainer, and no gate.
    public static Map<String, Object> withGarden(String labelType, Object trainer) {
        Map<String, Object> tree = with("dataset.features", list("area_m2", "rooms"));
        put(step(tree, "dataset"), "label", map("column", "garden", "type", labelType));
        tree.put("trainer", trainer);
        tree.remove("gates");
        return tree;
    }

    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    public static List<Object> list(Object... items) {
        return new ArrayList<>(List.of(items));
    }

    private static Object step(Object place, String step) {
        if (step.endsWith("]")) {
            return ((List<?>) place).get(index(step));
        }
        return Objects.requireNonNull(((Map<?, ?>) place).get(step), step);
    }

    @SuppressWarnings("unchecked")
    private static void put(Object place, String step, Object value) {
        if (step.endsWith("]")) {
            ((List<Object>) place).set(index(step), value);
        } else {
            ((Map<String, Object>) place).put(step, value);
        }
    }

    private static int index(String step) {
        return Integer.parseInt(step.substring(0, step.length() - 1));
    }
}
