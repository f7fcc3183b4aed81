package io.headrace.worker.external;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a trainer says of itself and its model in `result.json`.
///
/// @param trainer the text shown as its version; its name where it says nothing
/// @param libraries versions by name
/// @param repeatable whether it says that the same request makes the same bytes
/// @param metrics finite figures of its own, by name
public record Provenance(
        String trainer, SortedMap<String, String> libraries, boolean repeatable, SortedMap<String, Double> metrics) {

    public Provenance {
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /// That of a trainer that left no `result.json`.
    static Provenance silent(TrainerProgram program) {
        return new Provenance(program.name(), Collections.emptySortedMap(), false, Collections.emptySortedMap());
    }
}
