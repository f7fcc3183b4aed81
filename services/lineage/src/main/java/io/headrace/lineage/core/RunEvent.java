package io.headrace.lineage.core;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A run event as OpenLineage 2-0-2 has it.
///
/// @param time of the decision that it tells of
/// @param runFacets each of another name, as all facets here
public record RunEvent(
        Type type,
        Instant time,
        UUID run,
        List<Facet> runFacets,
        Job job,
        List<Dataset> inputs,
        List<Dataset> outputs) {

    /// URI of what says so.
    public static final String PRODUCER = "urn:headrace:lineage";

    /// URI of the schema that an event keeps to.
    public static final String SCHEMA = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

    public RunEvent {
        runFacets = List.copyOf(runFacets);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// What the run did.
    public enum Type {
        START,
        COMPLETE,
        FAIL,
        ABORT
    }

    /// What is run.
    public record Job(Names.Name name, List<Facet> facets) {
        public Job {
            facets = List.copyOf(facets);
        }
    }

    /// What is read or made.
    public record Dataset(Names.Name name, List<Facet> facets) {
        public Dataset {
            facets = List.copyOf(facets);
        }
    }
}
