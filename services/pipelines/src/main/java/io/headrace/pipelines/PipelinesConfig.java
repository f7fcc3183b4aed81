package io.headrace.pipelines;

import io.headrace.kernel.Installation;
import io.headrace.kernel.database.DatabaseAddress;
import java.util.Map;

/// What the service needs to know.
///
/// @param sources by name, where the catalogue of each is asked; the user needs no rights on the tables
public record PipelinesConfig(Installation installation, Map<String, DatabaseAddress> sources) {
    public PipelinesConfig {
        sources = Map.copyOf(sources);
    }
}
