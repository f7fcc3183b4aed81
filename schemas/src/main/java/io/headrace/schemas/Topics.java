package io.headrace.schemas;

import java.util.List;

/// The topics of an installation.
public final class Topics {

    public static final String PIPELINE = "headrace.pipeline";
    public static final String TRAINING = "headrace.training";
    public static final String VALIDATION = "headrace.validation";
    public static final String DEPLOYMENT = "headrace.deployment";
    public static final String INCIDENT = "headrace.incident";
    public static final String CAPTURE = "headrace.capture";

    /// What workers made of runs.
    public static final String WORKER = "headrace.worker";

    /// What became of dead letters.
    public static final String LETTER = "headrace.letter";

    /// What pipelines owe to rows that left their tables, and which versions were withdrawn for it.
    public static final String FORGETTING = "headrace.forgetting";

    /// Compacted: one record per pipeline, the deployed model; its bytes are inline where they are few.
    public static final String LIVE = "headrace.live";

    /// Compacted: the bytes of artifacts, each once, as [ArtifactChunks].
    public static final String ARTIFACT = "headrace.artifact";

    /// What became of every run, for lineage tools: OpenLineage's run events, JSON.
    public static final String LINEAGE = "headrace.lineage";

    /// Internal, compacted: one record per state of a decider, with how far its service had read.
    public static final String STATE = "headrace.state";

    /// Internal, dataset → training: exact sums of a pipeline revision at a cut.
    public static final String DATASET = "headrace.dataset";

    /// Rows of the tables that people write to, as the control engine captures them.
    public static final String PIPELINE_ROWS = "cdc.headrace.headrace.pipeline";

    public static final String REQUEST_ROWS = "cdc.headrace.headrace.request";

    /// Topics of decisions, kept for ever, one partition each.
    public static final List<String> EVENTS =
            List.of(PIPELINE, TRAINING, WORKER, VALIDATION, DEPLOYMENT, INCIDENT, CAPTURE, LETTER, FORGETTING);

    /// The services that put aside what they cannot take.
    public static final List<String> READERS = List.of(
            "pipelines",
            "dataset",
            "training",
            "worker",
            "validation",
            "deployment",
            "incidents",
            "registry",
            "lineage");

    private Topics() {}

    /// The topic of a captured table.
    public static String rows(String source, String schema, String table) {
        return "cdc.%s.%s.%s".formatted(source, schema, table);
    }

    /// The list of a source's cuts.
    public static String cuts(String source) {
        return "cdc.%s.cuts".formatted(source);
    }
}
