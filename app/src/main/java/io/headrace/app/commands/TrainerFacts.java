package io.headrace.app.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What shaped a version besides its rows, as the registry has it.
///
/// @param version a row of `headrace_registry.version`
record TrainerFacts(Row version) {

    private static final String HYPERPARAMETERS = "hyperparameters";

    /// Beside the rest, without its trials; empty: the trainer is built in.
    String provenance() {
        SortedMap<String, String> facts = new TreeMap<>();
        all().forEach((name, fact) -> facts.put(String.valueOf(name), Print.shown(fact)));
        facts.remove("search");
        return facts.entrySet().stream()
                .map(fact -> "%s %s".formatted(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining(", "));
    }

    /// What was tried, a line each; none: nothing was searched.
    List<String> trials() {
        if (!(all().get("search") instanceof Map<?, ?> search) || !(search.get("trials") instanceof List<?> trials)) {
            return List.of();
        }
        List<Map<?, ?>> tried = new ArrayList<>();
        trials.forEach(trial -> {
            if (trial instanceof Map<?, ?> facts) {
                tried.add(facts);
            }
        });
        List<SortedMap<String, String>> named =
                tried.stream().map(trial -> named(trial.get(HYPERPARAMETERS))).toList();
        SortedSet<String> different = different(named);
        List<String> lines = new ArrayList<>();
        lines.add("search  %d trials by %s on %s validation rows"
                .formatted(tried.size(), search.get("metric"), search.get("validationRows")));
        for (int i = 0; i < tried.size(); i++) {
            Map<?, ?> trial = tried.get(i);
            SortedMap<String, String> all = named.get(i);
            lines.add("trial  %s  %s%s"
                    .formatted(
                            different.stream()
                                    .map(name -> "%s %s".formatted(name, all.get(name)))
                                    .collect(Collectors.joining(", ")),
                            trial.get("failure") == null ? figure(search, trial) : trial.get("failure"),
                            all.equals(named(all().get(HYPERPARAMETERS))) ? "  taken" : ""));
        }
        return lines;
    }

    /// By their names; of a trainer that is built in, what its revision says.
    ///
    /// @param specification what the revision says of the trainer
    Map<String, @Nullable Object> hyperparameters(Map<?, ?> specification) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("kind", specification.get("kind"));
        if (!(specification.get("worker") instanceof Map<?, ?> worker)) {
            facts.put("l2", specification.get("l2"));
            return facts;
        }
        facts.put("name", worker.get("name"));
        facts.put("seed", worker.get("seed"));
        Object made = all().get(HYPERPARAMETERS);
        facts.putAll(named(made == null ? worker.get(HYPERPARAMETERS) : made));
        return facts;
    }

    private Map<?, ?> all() {
        return version.value("provenance") instanceof Map<?, ?> facts ? facts : Map.of();
    }

    private static String figure(Map<?, ?> search, Map<?, ?> trial) {
        Object figure = trial.get("figure");
        return "%s %s"
                .formatted(
                        search.get("metric"),
                        Print.shown(figure instanceof Number number ? Double.valueOf(number.doubleValue()) : figure));
    }

    /// The names of those that are not the same in all.
    private static SortedSet<String> different(List<SortedMap<String, String>> trials) {
        SortedSet<String> different = new TreeSet<>();
        for (SortedMap<String, String> trial : trials) {
            trial.forEach((name, value) -> {
                if (!value.equals(trials.getFirst().get(name))) {
                    different.add(name);
                }
            });
        }
        return different;
    }

    /// @param json an object
    private static SortedMap<String, String> named(@Nullable Object json) {
        SortedMap<String, String> named = new TreeMap<>();
        JsonMapper.shared()
                .readTree(json == null ? "{}" : String.valueOf(json))
                .propertyStream()
                .forEach(one -> named.put(one.getKey(), one.getValue().asString()));
        return named;
    }
}
