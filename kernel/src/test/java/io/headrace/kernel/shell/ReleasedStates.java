package io.headrace.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// States that earlier releases wrote are read by this one: a test that each service has, of its own states.
///
/// They are in files `src/test/resources/states/<release>/<name>.json` of its module. They only grow: rows of
/// `headrace.state` and checkpoints may be as old as any of them.
public interface ReleasedStates<S> {

    StateCodec<S> codec();

    /// Of all states.
    Class<S> type();

    /// States of this release by the names of their files, one at least of each kind that there is.
    Map<String, S> states();

    /// What stands elsewhere now: its place in a file, with slashes between, and what is there instead.
    default Map<String, JsonNode> moved() {
        return Map.of();
    }

    /// And finds in what is written again all that stands in the file, unless it has moved.
    @Test
    default void readsTheStatesOfEveryRelease() throws IOException {
        StateCodec<S> codec = codec();
        List<Path> files = files();
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            String written = Files.readString(file);
            S state = codec.decode(written);
            String again = codec.encode(state);
            assertThat(codec.decode(again)).as("%s", file).isEqualTo(state);
            List<String> lost = new ArrayList<>();
            compare("", tree(written), tree(again), lost);
            moved().forEach((place, now) -> {
                if (!tree(written).at(place).isMissingNode()) {
                    lost.removeIf(sentence -> sentence.startsWith(place + " "));
                    assertThat(contains(tree(again), now))
                            .as("%s has %s", file, now)
                            .isTrue();
                }
            });
            assertThat(lost).as("%s, written again", file).isEmpty();
        }
    }

    /// Once for a release: `mvn verify -Dheadrace.release=0.1.0`.
    @Test
    @EnabledIfSystemProperty(named = "headrace.release", matches = "[0-9.]+")
    default void writesTheStatesOfARelease() throws IOException {
        Set<Class<?>> kinds = new LinkedHashSet<>();
        states().values().forEach(state -> kinds.add(state.getClass()));
        assertThat(kinds).isEqualTo(kinds(type()));
        Path folder = folder().resolve(System.getProperty("headrace.release", ""));
        Files.createDirectories(folder);
        for (Map.Entry<String, S> state : states().entrySet()) {
            Files.writeString(
                    folder.resolve(state.getKey() + ".json"),
                    tree(codec().encode(state.getValue())).toPrettyString() + "\n");
        }
    }

    private static Path folder() {
        return Path.of("src", "test", "resources", "states");
    }

    private static void compare(String place, JsonNode before, JsonNode after, List<String> lost) {
        if (before.isObject()) {
            before.propertyStream()
                    .forEach(part ->
                            compare(place + "/" + part.getKey(), part.getValue(), after.path(part.getKey()), lost));
        } else if (before.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(place + "/" + i, before.path(i), after.path(i), lost);
            }
        } else if (!before.equals(after)) {
            lost.add("%s is %s, was %s".formatted(place, after, before));
        }
    }

    private static boolean contains(JsonNode tree, JsonNode part) {
        return tree.equals(part) || tree.valueStream().anyMatch(child -> contains(child, part));
    }

    private static Set<Class<?>> kinds(Class<?> type) {
        if (!type.isSealed()) {
            return Set.of(type);
        }
        Set<Class<?>> kinds = new LinkedHashSet<>();
        for (Class<?> below : type.getPermittedSubclasses()) {
            kinds.addAll(kinds(below));
        }
        return kinds;
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
