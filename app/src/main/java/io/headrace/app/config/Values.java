package io.headrace.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was set, by key, and what is wrong with it. Not thread-safe.
final class Values {

    private final Map<String, String> raw = new TreeMap<>();
    /// What the person who set it calls a key.
    private final Map<String, String> names = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private Map<String, String> resolved = Map.of();

    /// Takes a value that is not empty, in place of one that was there.
    ///
    /// @param name what the person who set it calls the key
    void set(String key, String value, String name) {
        if (!value.isEmpty()) {
            raw.put(key, value);
            names.put(key, name);
        }
    }

    /// Looks up the secrets that values refer to.
    void resolve() {
        Secrets secrets = new Secrets(raw);
        resolved = secrets.resolved();
        problems.addAll(secrets.problems());
    }

    /// A sentence about what is wrong.
    void complain(String sentence) {
        problems.add(sentence);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    boolean has(Key key) {
        return !resolved.getOrDefault(key.name(), "").isEmpty();
    }

    /// What somebody set, or the default; what is wrong with it is kept.
    String value(Key key) {
        String value = resolved.getOrDefault(key.name(), "");
        if (value.isEmpty() && key.fallback().isEmpty()) {
            complain("%s is not set: it must be %s".formatted(key.variable(), key.rule()));
        } else if (!value.isEmpty() && !key.allows(value)) {
            complain("%s: it must be %s".formatted(shown(key), key.rule()));
        }
        return value.isEmpty() ? key.fallback().orElse("") : value;
    }

    /// Those whose keys begin so, by the rest of their keys.
    Map<String, String> below(String prefix) {
        return resolved.entrySet().stream()
                .filter(value -> value.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        value -> value.getKey().substring(prefix.length()),
                        Map.Entry::getValue,
                        (one, _) -> one,
                        TreeMap::new));
    }

    /// A key as the person who set it calls it.
    String name(String key, String otherwise) {
        return names.getOrDefault(key, otherwise);
    }

    /// A value as it was written, a reference to a secret as such.
    String shown(Key key) {
        String name = name(key.name(), key.variable());
        return key.isSecret() ? name : "%s is '%s'".formatted(name, raw.get(key.name()));
    }
}
