package io.headrace.registry;

import io.headrace.events.Approval;
import io.headrace.events.ArtifactsPruned;
import io.headrace.events.Breach;
import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerPending;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.Cut;
import io.headrace.events.DeploymentHeld;
import io.headrace.events.DeploymentReason;
import io.headrace.events.DeploymentResumed;
import io.headrace.events.ExpectationsBroken;
import io.headrace.events.ExpectationsMet;
import io.headrace.events.Feature;
import io.headrace.events.FeatureType;
import io.headrace.events.Forget;
import io.headrace.events.Gate;
import io.headrace.events.GateResult;
import io.headrace.events.GateRule;
import io.headrace.events.IncidentAcknowledged;
import io.headrace.events.IncidentOpened;
import io.headrace.events.IncidentRecurred;
import io.headrace.events.IncidentResolved;
import io.headrace.events.JobFinished;
import io.headrace.events.JobModel;
import io.headrace.events.LetterDiscarded;
import io.headrace.events.LetterKept;
import io.headrace.events.LetterReplayed;
import io.headrace.events.Metrics;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.events.NullRule;
import io.headrace.events.ObligationAtRisk;
import io.headrace.events.ObligationMet;
import io.headrace.events.ObligationOpened;
import io.headrace.events.ObligationReleased;
import io.headrace.events.PendingReason;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineRefused;
import io.headrace.events.PipelineSpec;
import io.headrace.events.Provenance;
import io.headrace.events.RequestAnswered;
import io.headrace.events.RowPlace;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunFailed;
import io.headrace.events.RunQueued;
import io.headrace.events.SourceRecovered;
import io.headrace.events.SourceTroubled;
import io.headrace.events.Split;
import io.headrace.events.Trainer;
import io.headrace.events.TrainingHeld;
import io.headrace.events.Trigger;
import io.headrace.events.VersionsWithdrawn;
import io.headrace.events.WhileActive;
import io.headrace.events.WorkerTrainer;
import io.headrace.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// One pipeline's life with an event of every type, a minute apart.
public final class Story {

    public static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00.000001Z");
    public static final UUID ROLLBACK = UUID.fromString("00000000-0000-0000-0000-0000000000aa");
    public static final UUID RETRAIN = UUID.fromString("00000000-0000-0000-0000-0000000000bb");
    public static final UUID ACKNOWLEDGE = UUID.fromString("00000000-0000-0000-0000-0000000000cc");
    public static final UUID REPLAY = UUID.fromString("00000000-0000-0000-0000-0000000000dd");
    public static final UUID REREAD = UUID.fromString("00000000-0000-0000-0000-0000000000ee");

    private static final String PIPELINE = "house-price";
    private static final String LETTER = "training/headrace.pipeline-0@3/0a0b0c0d";
    private static final String INCIDENT = "house-price/challenger-rejected";

    /// An event and where it goes.
    public record Told(String topic, String subject, UUID id, long sequence, Instant time, SpecificRecord event) {}

    private final List<Told> told = new ArrayList<>();

    private Story() {}

    /// The whole story.
    public static List<Told> whole() {
        Story story = new Story();
        story.written();
        story.firstModel();
        story.rejected();
        story.pendingAndRolledBack();
        story.forgetting();
        story.letters();
        story.jobs();
        story.trouble();
        return List.copyOf(story.told);
    }

    private void written() {
        tell(
                Topics.PIPELINE,
                new PipelineRefused(PIPELINE, List.of("label is missing", "table \"x\" is missing"), "ann"));
        tell(Topics.PIPELINE, new PipelineAccepted(PIPELINE, 1, spec(), "ann"));
    }

    private void firstModel() {
        tell(Topics.TRAINING, new TrainingHeld(PIPELINE, "waits for 100 changes", 1L, 3L, 5_000L));
        tell(
                Topics.TRAINING,
                new ExpectationsBroken(
                        PIPELINE,
                        1,
                        cut(7),
                        "price between 1 and 9: 1 of 9 rows is not",
                        List.of(new Breach(
                                "price between 1 and 9",
                                "price between 1 and 9: 1 of 9 rows is not",
                                1L,
                                List.of(new RowPlace(7L, 0, 42L))))));
        tell(Topics.TRAINING, new ExpectationsMet(PIPELINE, 1, cut(8)));
        tell(Topics.TRAINING, trained(1, 3000.5, null));
        tell(Topics.VALIDATION, new ChallengerAccepted(model(1), List.of(gate(true)), null, Approval.AUTOMATIC));
        tell(Topics.DEPLOYMENT, deployed(1, 1, null, DeploymentReason.AUTOMATIC, null));
    }

    private void rejected() {
        tell(Topics.TRAINING, trained(2, Double.NaN, 1L));
        tell(
                Topics.VALIDATION,
                new ChallengerRejected(PIPELINE, 2L, List.of(gate(false)), 1L, "rmse 70000 is above 60000"));
        tell(Topics.INCIDENT, new IncidentOpened(INCIDENT, PIPELINE, "challenger-rejected", "v2 was rejected", BEGIN));
        tell(Topics.INCIDENT, new IncidentRecurred(INCIDENT, 2L, "v3 was rejected", BEGIN.plusSeconds(1)));
        tell(Topics.INCIDENT, new IncidentAcknowledged(INCIDENT, "bob"));
        tell(
                Topics.INCIDENT,
                new RequestAnswered(ACKNOWLEDGE.toString(), "acknowledge", PIPELINE, true, "noted", "bob"));
        tell(Topics.INCIDENT, new IncidentResolved(INCIDENT, 2L, "v4 was accepted"));
        tell(Topics.VALIDATION, new ChallengerOutdated(PIPELINE, 3L, 1L, 2L));
    }

    private void pendingAndRolledBack() {
        tell(Topics.DEPLOYMENT, new ChallengerPending(PIPELINE, 4L, PendingReason.APPROVAL));
        tell(Topics.DEPLOYMENT, deployed(4, 2, 1L, DeploymentReason.APPROVED, "ann"));
        tell(Topics.DEPLOYMENT, deployed(1, 3, 4L, DeploymentReason.ROLLED_BACK, "bob"));
        tell(Topics.DEPLOYMENT, new DeploymentHeld(PIPELINE, "bob", "rolled back to v1"));
        tell(
                Topics.DEPLOYMENT,
                new RequestAnswered(ROLLBACK.toString(), "rollback", PIPELINE, true, "v1 is in production", "bob"));
        tell(Topics.DEPLOYMENT, new ChallengerPending(PIPELINE, 5L, PendingReason.RESUME));
        tell(Topics.DEPLOYMENT, new ChallengerDismissed(PIPELINE, 5L, "v6 is newer", null));
        tell(Topics.DEPLOYMENT, new DeploymentResumed(PIPELINE, "ann"));
        tell(Topics.DEPLOYMENT, new ChallengerPending(PIPELINE, 6L, PendingReason.APPROVAL));
    }

    private void forgetting() {
        Instant deadline = BEGIN.plusSeconds(7_200);
        tell(Topics.FORGETTING, new ObligationOpened(PIPELINE, 1L, cut(2), 1L, BEGIN, deadline));
        tell(Topics.FORGETTING, new ObligationAtRisk(PIPELINE, 1L, false, deadline, "v1 still is in production"));
        tell(Topics.FORGETTING, new ObligationMet(PIPELINE, 1L, cut(3), 4L, 4L, deadline));
        tell(Topics.FORGETTING, new VersionsWithdrawn(PIPELINE, 2L, cut(3), 4L));
        tell(Topics.FORGETTING, new ObligationOpened(PIPELINE, 2L, cut(5), 2L, BEGIN, deadline));
        tell(Topics.FORGETTING, new ObligationAtRisk(PIPELINE, 2L, true, deadline, "v4 still is in production"));
        tell(Topics.FORGETTING, new ObligationReleased(PIPELINE, 2L, "the pipeline was deleted"));
    }

    private void jobs() {
        WorkerTrainer forest = new WorkerTrainer("external", "forest", "{\"trees\":10}", 7L, 60_000L);
        Provenance provenance =
                new Provenance("forest 1.5", "{\"trees\":10}", 7L, Map.of("scikit-learn", "1.5"), true, null);
        tell(
                Topics.TRAINING,
                new RunQueued(PIPELINE, "7@a", 1, 7L, cut(8), forest, "quiet", 4L, "ab", 80L, 20L, 4L, 1));
        tell(Topics.TRAINING, new RunCancelled(PIPELINE, "7@a", 1, cut(8), "ann asked for it"));
        tell(
                Topics.TRAINING,
                new RunQueued(PIPELINE, "7@b", 1, 7L, cut(9), forest, "quiet", 4L, "ab", 80L, 20L, null, null));
        tell(
                Topics.WORKER,
                new JobFinished(
                        PIPELINE,
                        "7@b",
                        "up/1",
                        1,
                        null,
                        new JobModel(
                                "ef".repeat(32),
                                900L,
                                "ab",
                                new Metrics(20L, 5.0, 0.9, 0.1, Map.of(), List.of()),
                                null,
                                provenance)));
        tell(Topics.WORKER, new JobFinished(PIPELINE, "7@c", "up/1", 3, "trainer forest crashed", null));
    }

    private void trouble() {
        tell(Topics.TRAINING, new RunFailed(PIPELINE, 1, cut(9), "every row was refused", "quiet", 4L, null));
        tell(Topics.TRAINING, new RequestAnswered(RETRAIN.toString(), "retrain", PIPELINE, false, "no rows", "ann"));
        tell(Topics.CAPTURE, new SourceTroubled("shop", "wal-kept", "the slot keeps 1 GB"));
        tell(Topics.CAPTURE, new SourceTroubled("shop", "wal-kept", "the slot keeps 2 GB"));
        tell(Topics.CAPTURE, new SourceRecovered("shop", "wal-kept", "the slot moves again"));
        tell(Topics.CAPTURE, new RequestAnswered(REREAD.toString(), "reread", "shop", true, "it is read again", "ann"));
        tell(Topics.TRAINING, new ArtifactsPruned(PIPELINE, List.of(2L, 3L), List.of("cd".repeat(32)), 3L));
        tell(Topics.PIPELINE, new PipelineDeleted(PIPELINE, "ann"));
    }

    private void letters() {
        String origin = "headrace.pipeline-0@3";
        tell(Topics.LETTER, new LetterKept(LETTER, "training", "training@17", origin, "it is no event", "ann"));
        tell(Topics.LETTER, new LetterReplayed(LETTER, "training", "training@17", origin, "it is taken", "ann"));
        tell(Topics.LETTER, new RequestAnswered(REPLAY.toString(), "replay", "training", true, "it is taken", "ann"));
        tell(Topics.LETTER, new LetterDiscarded(LETTER + "b", "dataset", "dataset@1", origin, "an old row", "bob"));
    }

    private static String subject(String topic) {
        return switch (topic) {
            case Topics.INCIDENT -> INCIDENT;
            case Topics.CAPTURE -> "shop";
            case Topics.LETTER -> LETTER;
            default -> PIPELINE;
        };
    }

    private void tell(String topic, SpecificRecord event) {
        int number = told.size() + 1;
        String subject = subject(topic);
        long sequence = told.stream().filter(t -> t.topic().equals(topic)).count() + 1;
        told.add(new Told(topic, subject, new UUID(7, number), sequence, time(number), event));
    }

    /// When the n-th event happened.
    public static Instant time(int number) {
        return BEGIN.plusSeconds(60L * number);
    }

    private static ModelTrained trained(long version, double r2, @Nullable Long champion) {
        Metrics metrics = new Metrics(10_000L, 41_250.7, r2, -0.5, Map.of(), List.of());
        return ModelTrained.newBuilder()
                .setCodeVersion("0.2.0")
                .setModel(model(version))
                .setTrigger("changes")
                .setChanges(100L)
                .setDatasetDigest("ab".repeat(32))
                .setTrainRows(40_000L)
                .setTestRows(10_000L)
                .setRefusedRows(Map.of("null in \"rooms\"", 3L))
                .setTrainer("ridge/1")
                .setDroppedColumns(List.of("garden"))
                .setMetrics(metrics)
                .setChampionVersion(champion)
                .setChampionMetrics(champion == null ? null : metrics)
                .setChampionDeployment(champion == null ? 0L : 1L)
                .setGates(spec().getGates())
                .setApproval(Approval.AUTOMATIC)
                .build();
    }

    private static ModelDeployed deployed(
            long version, long deployment, @Nullable Long previous, DeploymentReason reason, @Nullable String by) {
        return new ModelDeployed(PIPELINE, version, 1, deployment, previous, cut(version), "cd".repeat(32), reason, by);
    }

    private static ModelVersion model(long version) {
        return new ModelVersion(
                PIPELINE,
                version,
                1,
                cut(version),
                "cd".repeat(32),
                ByteBuffer.wrap(new byte[] {1, 2, (byte) version}),
                0L);
    }

    private static Cut cut(long number) {
        return new Cut("shop", "7301", number, 0x16_B374_D848L, BEGIN.minusSeconds(5));
    }

    private static GateResult gate(boolean passed) {
        return new GateResult(
                "rmse", GateRule.AT_MOST, 60_000.0, 41_250.7, null, passed, "rmse 41250.7 is at most 60000");
    }

    private static PipelineSpec spec() {
        return new PipelineSpec(
                "shop",
                "public.house",
                "price",
                List.of(new Feature(
                        "district", FeatureType.CATEGORICAL, List.of("north", "it's \"south\""), null, null)),
                new NullRule(null, false, false),
                new Split(0.2, null),
                new Trainer("ridge", 1.0, null, null),
                new Trigger(100L, 200L, 0L, 2000L, null, true, null, List.of(), WhileActive.QUEUE_LATEST),
                List.of(new Gate("rmse", GateRule.AT_MOST, 60_000.0)),
                Approval.AUTOMATIC,
                new Forget(259_200_000L, true),
                List.of(),
                FeatureType.NUMERIC,
                List.of(),
                List.of());
    }
}
