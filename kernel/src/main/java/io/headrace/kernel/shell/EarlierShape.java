package io.headrace.kernel.shell;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a state that an earlier release wrote gets the shape of today, on its JSON, before it is read.
///
/// Rows of `headrace.state` and checkpoints keep the shape they were written in until their aggregate decides again.
@FunctionalInterface
public interface EarlierShape {

    /// Changes the JSON where it has the earlier shape, and leaves it alone where it has a later one.
    void bringUpToDate(ObjectNode state);

    /// A component that a record did not have.
    ///
    /// @param place where the record stands: the components that lead to it, with dots between, in a list through
    ///     every item; empty: the state itself
    /// @param value that the component has where it is missing, as JSON
    static EarlierShape lacked(String place, String component, String value) {
        List<String> way = place.isEmpty() ? List.of() : List.of(place.split("\\.", -1));
        JsonNode missing = JsonMapper.shared().readTree(value);
        return state -> each(state, way, found -> {
            if (!found.has(component)) {
                found.set(component, missing.deepCopy());
            }
        });
    }

    /// A record that had other components.
    ///
    /// @param place as in [#lacked]
    /// @param change brings the record up to date, and leaves it alone where it is
    static EarlierShape changed(String place, Consumer<ObjectNode> change) {
        List<String> way = List.of(place.split("\\.", -1));
        return state -> each(state, way, change);
    }

    private static void each(JsonNode node, List<String> way, Consumer<ObjectNode> action) {
        switch (node) {
            case ArrayNode items -> items.forEach(item -> each(item, way, action));
            case ObjectNode found -> {
                if (way.isEmpty()) {
                    action.accept(found);
                } else {
                    each(found.path(way.getFirst()), way.subList(1, way.size()), action);
                }
            }
            // Nothing has components there: null, or another kind of record that lacks the way.
            case JsonNode _ -> {}
        }
    }
}
