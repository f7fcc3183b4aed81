package io.headrace.app.reference;

import io.headrace.app.reference.TopicEntry.Holds;
import io.headrace.app.reference.TopicEntry.Kept;
import io.headrace.app.up.EventTopics;
import io.headrace.dataset.stream.DatasetTopology;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.stream.Stream;

/// Every topic of an installation.
final class TopicCatalogue {

    private static final String PIPELINE = "the pipeline's name";
    private static final Kept COMPACTED = Kept.as(TopicSpec.compacted("", 1));
    private static final Kept FOR_EVER = Kept.as(TopicSpec.kept("", 1));

    /// What was decided, in the order of a pipeline's life.
    static final List<TopicEntry> EVENTS = List.of(
            shared(
                    Topics.PIPELINE,
                    "What became of the rows of `headrace.pipeline`.",
                    Holds.messages(PIPELINE, "PipelineAccepted", "PipelineRefused", "PipelineDeleted"),
                    "pipelines"),
            shared(
                    Topics.TRAINING,
                    "Runs, and why there was none.",
                    Holds.messages(
                            PIPELINE,
                            "RunQueued",
                            "RunCancelled",
                            "ModelTrained",
                            "RunFailed",
                            "TrainingHeld",
                            "ExpectationsBroken",
                            "ExpectationsMet",
                            "ArtifactsPruned",
                            "RequestAnswered"),
                    "training"),
            shared(Topics.WORKER, "What workers made of runs.", Holds.messages(PIPELINE, "JobFinished"), "worker"),
            shared(
                    Topics.VALIDATION,
                    "Whether a new version passed its gates.",
                    Holds.messages(PIPELINE, "ChallengerAccepted", "ChallengerRejected", "ChallengerOutdated"),
                    "validation"),
            shared(
                    Topics.DEPLOYMENT,
                    "What went into production, waits, or will not.",
                    Holds.messages(
                            PIPELINE,
                            "ModelDeployed",
                            "ChallengerPending",
                            "ChallengerDismissed",
                            "DeploymentHeld",
                            "DeploymentResumed",
                            "RequestAnswered"),
                    "deployment"),
            shared(
                    Topics.FORGETTING,
                    "What pipelines owe to rows that left their tables.",
                    Holds.messages(
                            PIPELINE,
                            "ObligationOpened",
                            "ObligationAtRisk",
                            "ObligationMet",
                            "ObligationReleased",
                            "VersionsWithdrawn"),
                    "training"),
            shared(
                    Topics.INCIDENT,
                    "What people should know of.",
                    Holds.messages(
                            "the incident's name, such as `house-price/training-failed`",
                            "IncidentOpened",
                            "IncidentRecurred",
                            "IncidentAcknowledged",
                            "IncidentResolved",
                            "RequestAnswered"),
                    "incidents"),
            shared(
                    Topics.CAPTURE,
                    "Troubles of sources, and answers to `reread`.",
                    Holds.messages("the source's name", "SourceTroubled", "SourceRecovered", "RequestAnswered"),
                    "capture"),
            shared(
                    Topics.LETTER,
                    "What became of dead letters.",
                    Holds.messages(
                            "`service/origin/digest` of the letter",
                            "LetterReplayed",
                            "LetterDiscarded",
                            "LetterKept",
                            "RequestAnswered"),
                    "letters"),
            shared(
                    Topics.LIVE,
                    "The model in production, its bytes inline up to 256 KB: what a subscriber loads.",
                    Holds.messages(PIPELINE, "LiveModel"),
                    "deployment"),
            shared(
                    Topics.ARTIFACT,
                    "The bytes of models, each artifact once, in chunks; an empty record where one was pruned.",
                    Holds.messages("`pipeline/sha256/number` of the chunk", "ArtifactChunk"),
                    "training, worker"));

    /// What is told to tools that know nothing of Headrace.
    static final List<TopicEntry> TOOLS = List.of(shared(
            Topics.LINEAGE,
            "What became of every run, for [lineage tools](../how-to/lineage.md).",
            Holds.other(PIPELINE, "OpenLineage's run events (2-0-2), JSON; the header `content-type` says so"),
            "lineage"));

    /// Rows of tables.
    static final List<TopicEntry> ROWS = List.of(
            new TopicEntry(
                    Topics.rows("<source>", "<schema>", "<table>"),
                    "Changes of a shared table, exactly once, with the cut that each belongs to.",
                    Holds.other(
                            "the row's primary key, Avro",
                            "Debezium's envelope, Avro, of the table's shape at that time, and an empty record behind a"
                                    + " DELETE; headers `hr.…` as in [cuts](../concepts/cuts.md)"),
                    "capture",
                    new Kept(
                            1,
                            "`delete`, but kept for ever; with [a row history](../decisions/row-history.md) `compact`"
                                    + " behind its horizon")),
            new TopicEntry(
                    Topics.cuts("<source>"),
                    "The list of the source's cuts.",
                    new Holds("none", "", List.of("Cut")),
                    "capture",
                    FOR_EVER),
            new TopicEntry(
                    Topics.PIPELINE_ROWS,
                    "Rows of the table that people write pipelines to.",
                    Holds.other("the name, Avro", "Debezium's envelope, Avro"),
                    "capture",
                    FOR_EVER),
            new TopicEntry(
                    Topics.REQUEST_ROWS,
                    "Rows of the table that people write requests to.",
                    Holds.other("the id, Avro", "Debezium's envelope, Avro"),
                    "capture",
                    FOR_EVER));

    /// What services keep for themselves or hand to each other. No promise is made about them.
    static final List<TopicEntry> INTERNAL = List.of(
            shared(
                    Topics.DATASET,
                    "A pipeline revision at a cut, as exact sums.",
                    Holds.messages("`pipeline@revision`", "DatasetVersion"),
                    "dataset"),
            shared(
                    Topics.STATE,
                    "The state that a decision led to, and how far its service had read: what a service is rebuilt from.",
                    Holds.other("`service/aggregate`", "StateCheckpoint, Avro (`kernel/src/main/avro`)"),
                    "kernel"),
            new TopicEntry(
                    DeadLetter.topic("<service>"),
                    "What the service could not take.",
                    Holds.other(
                            "as it came",
                            "as it came; why and where it stood are in [headers](../how-to/dead-letters.md#what-a-letter-holds)"),
                    "<service>",
                    spec(DatasetTopology.DEAD_LETTERS)),
            new TopicEntry(
                    "headrace.capture.offsets",
                    "How far each engine of capture has come, written in the transaction of the rows.",
                    Holds.other("the engine's name", "JSON"),
                    "capture",
                    COMPACTED),
            new TopicEntry(
                    "headrace-dataset-<source>-rows-changelog",
                    "The rows as the dataset holds them. Made by Kafka Streams.",
                    Holds.other("topic partition and key of the row", "the row"),
                    "dataset",
                    new Kept(1, "`compact`, behind the horizon of the source's row history")),
            new TopicEntry(
                    "headrace-dataset-<source>-<store>-changelog",
                    "Where the dataset stands: stores `partition` and `merge`. Made by Kafka Streams.",
                    Holds.other("of the store", "of the store"),
                    "dataset",
                    COMPACTED),
            new TopicEntry(
                    DatasetTopology.width("<source>"),
                    "Empty: as many partitions as the source's row topics have, before there are any. Only where they have several.",
                    Holds.other("none", "none"),
                    "dataset",
                    new Kept(1, "`delete`, but kept for ever")));

    private TopicCatalogue() {}

    static Stream<TopicEntry> all() {
        return Stream.of(EVENTS, TOOLS, ROWS, INTERNAL).flatMap(List::stream);
    }

    private static TopicEntry shared(String topic, String about, Holds holds, String writer) {
        return new TopicEntry(topic, about, holds, writer, spec(topic));
    }

    private static Kept spec(String topic) {
        return EventTopics.ALL.stream()
                .filter(spec -> spec.name().equals(topic))
                .map(Kept::as)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(topic + " is none of EventTopics.ALL"));
    }
}
