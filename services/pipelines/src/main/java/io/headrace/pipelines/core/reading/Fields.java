package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys of one block. Whatever cannot be read is noted and comes back as null, so that reading goes on.
final class Fields {

    private final String path;
    private final Map<?, ?> values;
    private final Problems problems;

    private Fields(String path, Map<?, ?> values, Problems problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    /// The block `value`, whose keys must be among `known`.
    static @Nullable Fields of(String path, @Nullable Object value, List<String> known, Problems problems) {
        if (!(value instanceof Map<?, ?> map)) {
            problems.add(
                    path,
                    "a block with the keys %s is expected, not %s"
                            .formatted(String.join(", ", known), Scalars.shown(value)));
            return null;
        }
        Fields fields = new Fields(path, map, problems);
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                problems.add(fields.at(name), "there is no such key here%s".formatted(suggested(name, known)));
            }
        }
        return fields;
    }

    private static String suggested(String name, List<String> known) {
        String near = Suggestion.forName(name, known);
        return near.isEmpty() ? "; known: %s".formatted(String.join(", ", known)) : near;
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    @Nullable
    Object raw(String key) {
        return values.get(key);
    }

    /// A nested block; null where it is absent or not a block.
    @Nullable
    Fields block(String key, List<String> known) {
        return has(key) ? of(at(key), raw(key), known, problems) : null;
    }

    @Nullable
    Fields requiredBlock(String key, List<String> known) {
        return required(key) ? of(at(key), raw(key), known, problems) : null;
    }

    /// Notes an absent key.
    boolean required(String key) {
        if (!has(key)) {
            problems.add(at(key), "is missing");
        }
        return has(key);
    }

    List<?> list(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (raw(key) instanceof List<?> list) {
            return list;
        }
        problems.add(at(key), "a list is expected, not %s".formatted(Scalars.shown(raw(key))));
        return List.of();
    }

    /// A list of different texts; what is none is noted and left out.
    List<String> texts(String key) {
        List<?> items = list(key);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String place = "%s[%d]".formatted(at(key), i);
            if (!(items.get(i) instanceof String text)) {
                problems.add(
                        place, "a text is expected, not %s; put it in quotes".formatted(Scalars.shown(items.get(i))));
            } else if (texts.contains(text)) {
                problems.add(place, "\"%s\" stands here twice".formatted(text));
            } else {
                texts.add(text);
            }
        }
        return texts;
    }

    @Nullable
    String text(String key) {
        return read(
                key,
                "a name",
                value -> value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty());
    }

    @Nullable
    Double number(String key) {
        return read(key, "a finite number", Scalars::finite);
    }

    @Nullable
    Long atLeast(String key, long least) {
        return read(
                key,
                "a whole number of at least %d".formatted(least),
                value -> Scalars.whole(value).filter(number -> number >= least));
    }

    @Nullable
    Long whole(String key, Range range) {
        return read(key, range.whole(), range::readWhole);
    }

    @Nullable
    Double number(String key, Range range) {
        return read(key, range.number(), range::readNumber);
    }

    @Nullable
    Duration duration(String key, Duration least) {
        return read(
                key,
                "a duration of at least %d ms, such as 200ms, 2s, 5m, 1h or 3d,".formatted(least.toMillis()),
                value -> Scalars.duration(value).filter(duration -> duration.compareTo(least) >= 0));
    }

    @Nullable
    Boolean flag(String key) {
        return read(
                key, "true or false", value -> value instanceof Boolean flag ? Optional.of(flag) : Optional.empty());
    }

    @Nullable
    Double share(String key) {
        return read(key, "a percentage such as 20%", Scalars::share);
    }

    <T> @Nullable T oneOf(String key, Map<String, T> choices) {
        String known = choices.keySet().stream().sorted().collect(Collectors.joining(", "));
        return read(
                key,
                "one of %s".formatted(known),
                value -> value instanceof String name ? Optional.ofNullable(choices.get(name)) : Optional.empty());
    }

    /// Null where the key is absent, or its value is none of what is expected, which is then noted.
    private <T> @Nullable T read(String key, String expected, Function<Object, Optional<T>> reading) {
        if (!has(key)) {
            return null;
        }
        Object value = raw(key);
        Optional<T> result = value == null ? Optional.empty() : reading.apply(value);
        if (result.isEmpty()) {
            problems.add(at(key), "%s is expected, not %s".formatted(expected, Scalars.shown(value)));
        }
        return result.orElse(null);
    }
}
