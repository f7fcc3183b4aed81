package io.headrace.training.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.headrace.events.Approval;
import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerPending;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.Cut;
import io.headrace.events.DatasetVersion;
import io.headrace.events.Departed;
import io.headrace.events.Expectation;
import io.headrace.events.ExpectationRule;
import io.headrace.events.Gate;
import io.headrace.events.GateRule;
import io.headrace.events.JobFinished;
import io.headrace.events.JobModel;
import io.headrace.events.Metrics;
import io.headrace.events.ModelTrained;
import io.headrace.events.PendingReason;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineRefused;
import io.headrace.events.PipelineSpec;
import io.headrace.events.Provenance;
import io.headrace.events.RowPlace;
import io.headrace.events.RunFailed;
import io.headrace.events.RunQueued;
import io.headrace.events.SearchTrial;
import io.headrace.events.SliceMetrics;
import io.headrace.events.Transform;
import io.headrace.events.WorkerTrainer;
import io.headrace.exact.DatePart;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.training.core.Breach;
import io.headrace.training.core.Champion;
import io.headrace.training.core.Departures;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Figures;
import io.headrace.training.core.Ledger;
import io.headrace.training.core.Misfits;
import io.headrace.training.core.Obligation;
import io.headrace.training.core.Outcome;
import io.headrace.training.core.Plan;
import io.headrace.training.core.Retention;
import io.headrace.training.core.Run;
import io.headrace.training.core.SearchTrail;
import io.headrace.training.core.Trainer;
import io.headrace.training.core.Training;
import io.headrace.training.core.TrainingCommand;
import io.headrace.training.core.TrainingDecider;
import io.headrace.training.core.TrainingEvent;
import io.headrace.training.core.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

final class TrainingMessagesTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final Cut CUT = new Cut("shop", "7300", 42L, 9000L, AT);
    private static final Feed FEED = new Feed(
            3,
            Models.cut(CUT),
            70,
            new Feed.Rows(80, 20, Map.of("area is null", 2L), List.of()),
            null,
            new Feed.Since(AT, AT.plusSeconds(1), 0));
    private static final Plan PLAN = Plans.plan(3, spec());
    private static final Departures LEFT = new Departures(FEED.cut(), 4, AT);
    private static final Run RUN = new Run(8, FEED, "quiet", 5, AT, new Champion(7, 2, 4, AT));
    private static final Outcome.Trained TRAINED = new Outcome.Trained(
            new Outcome.Artifact("ab", 2, ByteBuffer.wrap(new byte[] {1, 2})),
            "cd",
            "ridge/1",
            List.of("district (other)"),
            new Figures(20, 5, Double.NaN, 0.1),
            new Figures(21, 6, 0.8, -0.1),
            null);

    private static final TrainingEvent.ExpectationsBroken BROKEN = new TrainingEvent.ExpectationsBroken(
            3,
            FEED.cut(),
            List.of(
                    new Breach("rows change by at most 30%", "there are 7, the last run had 70", 0, List.of()),
                    new Breach("price between 1 and 9", "2 are not", 2, List.of(new Misfits.Place(42, 0, 812)))));

    static PipelineSpec spec() {
        return PipelineSpec.newBuilder()
                .setSource("shop")
                .setTable("public.house")
                .setLabel("price")
                .setFeatures(List.of(
                        new io.headrace.events.Feature(
                                "area", io.headrace.events.FeatureType.NUMERIC, List.of(), null, null),
                        new io.headrace.events.Feature(
                                "garden", io.headrace.events.FeatureType.BOOLEAN, List.of(), null, null),
                        new io.headrace.events.Feature(
                                "district",
                                io.headrace.events.FeatureType.CATEGORICAL,
                                List.of("north", "east"),
                                null,
                                null)))
                .setNulls(new io.headrace.events.NullRule(1.5, false, false))
                .setSplit(new io.headrace.events.Split(0.2, null))
                .setTrainer(new io.headrace.events.Trainer("ridge", 2.5, null, null))
                .setTrigger(new io.headrace.events.Trigger(
                        100L,
                        200L,
                        10_000L,
                        null,
                        0.05,
                        true,
                        null,
                        List.of(),
                        io.headrace.events.WhileActive.QUEUE_LATEST))
                .setGates(List.of(new Gate("rmse", GateRule.WORSE_THAN_CHAMPION_AT_MOST, 0.02)))
                .setApproval(Approval.REQUIRED)
                .setForget(new io.headrace.events.Forget(259_200_000L, true))
                .build();
    }

    @Test
    void whatIsExpectedOfRowsAndHowManyAreNotSoComeThrough() {
        PipelineSpec spec = PipelineSpec.newBuilder(spec())
                .setExpect(List.of(
                        new Expectation(ExpectationRule.BETWEEN, "price", 1.0, 9.0, null),
                        new Expectation(ExpectationRule.NULLS_AT_MOST, "area", null, null, 0.01),
                        new Expectation(ExpectationRule.ROWS_CHANGE_AT_MOST, null, null, null, 0.3)))
                .build();
        assertThat(Plans.plan(3, spec).expect())
                .containsExactly(
                        new io.headrace.training.core.Expectation.Between("price", 1, 9),
                        new io.headrace.training.core.Expectation.NullsAtMost("area", 0.01),
                        new io.headrace.training.core.Expectation.RowsChangeAtMost(0.3));
        io.headrace.events.Misfits message = new io.headrace.events.Misfits(1, 2L, List.of(new RowPlace(42L, 0, 812L)));
        assertThat(ExpectationMessages.misfits(message))
                .isEqualTo(new Misfits(1, 2, List.of(new Misfits.Place(42, 0, 812))));
    }

    @Test
    void anAcceptedRevisionIsAPlan() {
        assertThat(TrainingMessages.command(new PipelineAccepted("house", 3, spec(), "ann")))
                .contains(new TrainingCommand.FollowPlan(PLAN));
        assertThat(PLAN)
                .isEqualTo(new Plan(
                        3,
                        new Plan.Columns(
                                List.of(
                                        Feature.numeric("area"),
                                        Feature.bool("garden"),
                                        Feature.categorical("district", List.of("north", "east"))),
                                "price",
                                1.5),
                        new Trainer.Ridge(2.5),
                        new Trigger(100L, 0.05, Duration.ofMillis(200), null, Duration.ofSeconds(10), null),
                        List.of(new io.headrace.training.core.Gate(
                                "rmse", io.headrace.training.core.Gate.Rule.WORSE_THAN_CHAMPION_AT_MOST, 0.02)),
                        io.headrace.training.core.Approval.REQUIRED,
                        new io.headrace.training.core.Forget(Duration.ofDays(3), true),
                        List.of()));
    }

    @Test
    void aRefusedRevisionLeavesTheOneInForce() {
        assertThat(TrainingMessages.command(new PipelineRefused("house", List.of("label is missing"), "ann")))
                .isEmpty();
    }

    @Test
    void newsOfAVersionSettlesIt() {
        assertThat(TrainingMessages.command(new ChallengerRejected("house", 8L, List.of(), 7L, "rmse")))
                .contains(new TrainingCommand.Reject(8));
        assertThat(TrainingMessages.command(new ChallengerDismissed("house", 8L, "no", "ann")))
                .contains(new TrainingCommand.Dismiss(8));
        assertThat(TrainingMessages.command(new ChallengerPending("house", 8L, PendingReason.APPROVAL)))
                .contains(new TrainingCommand.Settle(8));
        assertThat(TrainingMessages.command(new ChallengerOutdated("house", 8L, 6L, 7L)))
                .contains(new TrainingCommand.RunAgain(8));
        assertThat(TrainingMessages.command(PipelineDeleted.newBuilder()
                        .setPipeline("house")
                        .setAuthor("ann")
                        .build()))
                .contains(new TrainingCommand.Stop());
        assertThat(TrainingMessages.command(CUT)).isEmpty();
    }

    @Test
    void aDatasetVersionIsNoted() {
        DatasetVersion version = DatasetVersion.newBuilder()
                .setPipeline("house")
                .setRevision(3)
                .setCut(CUT)
                .setChanges(70)
                .setTrainRows(80)
                .setTestRows(20)
                .setRefusedRows(Map.of("area is null", 2L))
                .setDigest(ByteBuffer.allocate(0))
                .setTrain(ByteBuffer.allocate(0))
                .setTest(ByteBuffer.allocate(0))
                .setProblem("gone")
                .setDeparted(new Departed(4L, 41L, AT))
                .build();
        assertThat(TrainingMessages.note(version))
                .isEqualTo(new TrainingCommand.NoteDataset(
                        3, FEED.cut(), 70, FEED.rows(), "gone", new TrainingCommand.Departed(4, 41, AT)));
    }

    @Test
    void aTrainedModelSaysAllThatValidationNeeds() throws IOException {
        SpecificRecord message = TrainingMessages.message("house", new TrainingEvent.ModelTrained(PLAN, RUN, TRAINED))
                .orElseThrow();
        assertThat(rewritten(message)).isInstanceOfSatisfying(ModelTrained.class, trained -> {
            assertThat(trained.getModel().getArtifact().hasRemaining()).isFalse();
            assertThat(trained.getModel().getSha256())
                    .isEqualTo(TRAINED.artifact().sha256());
            assertThat(trained.getModel().getSize()).isEqualTo(2);
            assertThat(trained.getModel().getCut()).isEqualTo(CUT);
            assertThat(trained.getModel().getVersion()).isEqualTo(8);
            assertThat(trained.getModel().getRevision()).isEqualTo(3);
            assertThat(trained.getRun()).isEqualTo(RUN.id());
            assertThat(trained.getTrigger()).isEqualTo("quiet");
            assertThat(trained.getChanges()).isEqualTo(5);
            assertThat(trained.getMetrics().getTestRows()).isEqualTo(20);
            assertThat(trained.getMetrics().getRmse()).isEqualTo(5);
            assertThat(trained.getMetrics().getR2()).isNaN();
            assertThat(trained.getMetrics().getMeanError()).isEqualTo(0.1);
            assertThat(trained.getChampionMetrics()).isEqualTo(new Metrics(21L, 6.0, 0.8, -0.1, Map.of(), List.of()));
            assertThat(trained.getChampionVersion()).isEqualTo(7);
            assertThat(trained.getChampionDeployment()).isEqualTo(4);
            assertThat(trained.getRefusedRows()).isEqualTo(Map.of("area is null", 2L));
            assertThat(trained.getDroppedColumns()).containsExactly("district (other)");
            assertThat(trained.getGates()).isEqualTo(spec().getGates());
            assertThat(trained.getApproval()).isEqualTo(Approval.REQUIRED);
        });
    }

    @Test
    void aFailureNamesItsRunWhereOneBegan() {
        assertThat(TrainingMessages.message("house", new TrainingEvent.RunFailed(3, FEED.cut(), "no rows", RUN)))
                .get(type(RunFailed.class))
                .extracting(RunFailed::getRun)
                .isEqualTo(RUN.id());
        assertThat(TrainingMessages.message("house", new TrainingEvent.RunFailed(3, FEED.cut(), "no rows", null)))
                .get(type(RunFailed.class))
                .extracting(RunFailed::getRun)
                .isNull();
    }

    @Test
    void everyOtherEventIsAMessageOrStaysInside() throws IOException {
        for (TrainingEvent event : List.of(
                new TrainingEvent.RunFailed(3, FEED.cut(), "no rows", null),
                new TrainingEvent.RunFailed(3, FEED.cut(), "no rows", RUN),
                new TrainingEvent.RunCancelled(RUN, "revision 4 is in force"),
                new TrainingEvent.TrainingHeld("waits", 42, 5, 100),
                BROKEN,
                new TrainingEvent.RequestAnswered("r", "retrain", true, "yes", "ann"),
                new TrainingEvent.ArtifactsPruned(List.of(5L, 7L), List.of("ab"), 734),
                new TrainingEvent.ObligationOpened(2, LEFT, Duration.ofDays(3)),
                new TrainingEvent.ObligationAtRisk(
                        2, new Obligation(LEFT, Duration.ofDays(3), null, Obligation.Alarm.OVERDUE), 7L),
                new TrainingEvent.ObligationMet(2, LEFT, 8, AT),
                new TrainingEvent.ObligationReleased(2, "the pipeline was deleted"),
                BROKEN,
                new TrainingEvent.ExpectationsMet(3, FEED.cut()),
                new TrainingEvent.VersionsWithdrawn(7, LEFT, 8))) {
            SpecificRecord message = TrainingMessages.message("house", event).orElseThrow();
            assertThat(rewritten(message)).isEqualTo(message);
        }
        assertThat(TrainingMessages.message("house", new TrainingEvent.RunStarted(PLAN, RUN)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void aFeatureKeepsItsOwnRuleForNullsAlsoInTheState() {
        Plan plan = Plans.plan(
                3,
                PipelineSpec.newBuilder(spec())
                        .setFeatures(List.of(
                                numeric("area", new io.headrace.events.NullRule(null, true, false)),
                                numeric("rooms", new io.headrace.events.NullRule(2.0, false, false)),
                                numeric("floor", new io.headrace.events.NullRule(null, false, false)),
                                numeric("age", new io.headrace.events.NullRule(null, false, true))))
                        .build());
        assertThat(plan.columns().features())
                .containsExactly(
                        Feature.numeric("area").with(new NullRule.Mean()),
                        Feature.numeric("rooms").with(new NullRule.Constant(2)),
                        Feature.numeric("floor").with(new NullRule.Exclude()),
                        Feature.numeric("age").with(new NullRule.Median()));
        StateCodec<Training> codec = StateCodec.of(new TrainingBinding(Retention.USUAL));
        TrainingDecider decider = new TrainingDecider(Retention.USUAL);
        Training state = decider.evolve(decider.initial(), new TrainingEvent.PlanFollowed(plan));
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }

    @Test
    void aFeatureKeepsItsTransformAlsoInTheState() {
        Plan plan = Plans.plan(
                3,
                PipelineSpec.newBuilder(spec())
                        .setFeatures(List.of(
                                transformed("area", new Transform(true, true, null, List.of())),
                                transformed("rooms", new Transform(false, true, null, List.of())),
                                io.headrace.events.Feature.newBuilder(
                                                transformed("street", new Transform(false, false, 64, List.of())))
                                        .setType(io.headrace.events.FeatureType.CATEGORICAL)
                                        .build(),
                                transformed(
                                        "sold_on", new Transform(false, false, null, List.of("year", "day-of-week")))))
                        .build());
        assertThat(plan.columns().features())
                .containsExactly(
                        Feature.numeric("area").logarithm().inDeviations(),
                        Feature.numeric("rooms").inDeviations(),
                        Feature.hashed("street", 64),
                        Feature.date("sold_on", DatePart.YEAR, DatePart.DAY_OF_WEEK));
        StateCodec<Training> codec = StateCodec.of(new TrainingBinding(Retention.USUAL));
        TrainingDecider decider = new TrainingDecider(Retention.USUAL);
        Training state = decider.evolve(decider.initial(), new TrainingEvent.PlanFollowed(plan));
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }

    private static io.headrace.events.Feature transformed(String column, Transform transform) {
        return new io.headrace.events.Feature(
                column, io.headrace.events.FeatureType.NUMERIC, List.of(), null, transform);
    }

    private static io.headrace.events.Feature numeric(String column, io.headrace.events.NullRule nulls) {
        return new io.headrace.events.Feature(column, io.headrace.events.FeatureType.NUMERIC, List.of(), nulls, null);
    }

    @Test
    void whatAWorkerIsToldAndTellsComesThrough() throws IOException {
        Plan plan = Plans.plan(
                3,
                PipelineSpec.newBuilder(spec())
                        .setTrainer(new io.headrace.events.Trainer(
                                "external",
                                0.0,
                                new WorkerTrainer("external", "forest", "{\"trees\":10}", 7L, 600_000L),
                                null))
                        .build());
        Trainer.OnWorker forest =
                new Trainer.OnWorker("external", "forest", "{\"trees\":10}", 7, Duration.ofMinutes(10));
        assertThat(plan.trainer()).isEqualTo(forest);
        RunQueued queued = JobMessages.queued("house", forest, RUN, "cd");
        assertThat(rewritten(queued)).isEqualTo(queued);
        assertThat(queued.getRun()).isEqualTo("8@" + AT);
        assertThat(queued.getTrainer()).isEqualTo(plan(plan));
        Provenance provenance = new Provenance(
                "forest 1.5",
                "{\"trees\":10}",
                7L,
                Map.of("numpy", "2"),
                true,
                new io.headrace.events.SearchTrail(
                        "rmse",
                        16L,
                        List.of(
                                new SearchTrial("{\"trees\":10}", 4.5, null),
                                new SearchTrial("{\"trees\":0}", null, "it crashed"))));
        Metrics metrics = new Metrics(
                20L,
                5.0,
                0.9,
                0.1,
                Map.of("mae", 4.0),
                List.of(
                        new SliceMetrics("garden", "true", 9L, Map.of("rmse", 6.0)),
                        new SliceMetrics("garden", null, 1L, Map.of())));
        JobModel model = new JobModel("ab", 2L, "cd", metrics, null, provenance);
        JobFinished finished = new JobFinished("house", queued.getRun(), "w1", 1, null, model);
        assertThat(rewritten(finished)).isEqualTo(finished);
        Outcome.Trained outcome = new Outcome.Trained(
                new Outcome.Artifact("ab", 2, null),
                "cd",
                "forest 1.5",
                List.of(),
                new Figures(
                        20,
                        5,
                        0.9,
                        0.1,
                        Map.of("mae", 4.0),
                        List.of(
                                new Figures.Slice("garden", "true", 9, Map.of("rmse", 6.0)),
                                new Figures.Slice("garden", null, 1, Map.of()))),
                null,
                new Outcome.Provenance(
                        "{\"trees\":10}",
                        7,
                        Map.of("numpy", "2"),
                        true,
                        new SearchTrail(
                                "rmse",
                                16,
                                List.of(
                                        new SearchTrail.Trial("{\"trees\":10}", 4.5, null),
                                        new SearchTrail.Trial("{\"trees\":0}", null, "it crashed")))));
        assertThat(TrainingMessages.command(finished))
                .contains(new TrainingCommand.FinishJob(queued.getRun(), outcome));
        assertThat(TrainingMessages.command(new JobFinished("house", "8@", "w1", 2, "it crashed", null)))
                .contains(new TrainingCommand.FinishJob("8@", new Outcome.Failed("it crashed")));
        assertThat(TrainingMessages.message("house", new TrainingEvent.ModelTrained(plan, RUN, outcome)))
                .hasValueSatisfying(message -> {
                    assertThat(((ModelTrained) message).getProvenance()).isEqualTo(provenance);
                    assertThat(((ModelTrained) message).getMetrics()).isEqualTo(metrics);
                });
    }

    private static WorkerTrainer plan(Plan plan) {
        Trainer.OnWorker worker = (Trainer.OnWorker) plan.trainer();
        return new WorkerTrainer(
                worker.kind(),
                worker.name(),
                worker.hyperparameters(),
                worker.seed(),
                worker.timeout().toMillis());
    }

    @Test
    void everyStateComesBackFromItsJson() {
        TrainingDecider decider = new TrainingDecider(Retention.USUAL);
        StateCodec<Training> codec = StateCodec.of(new TrainingBinding(Retention.USUAL));
        Training state = decider.initial();
        for (TrainingEvent event : List.of(
                new TrainingEvent.DatasetNoted(FEED),
                new TrainingEvent.PlanFollowed(PLAN),
                new TrainingEvent.ObligationOpened(1, LEFT, Duration.ofDays(3)),
                new TrainingEvent.RunStarted(PLAN, RUN),
                new TrainingEvent.ModelTrained(PLAN, RUN, TRAINED),
                new TrainingEvent.RowsDeparted(LEFT),
                new TrainingEvent.VersionsWithdrawn(7, LEFT, 8),
                new TrainingEvent.TrainingHeld("waits", 42, 5, 100),
                new TrainingEvent.RequestAnswered("r", "retrain", true, "yes", "ann"),
                new TrainingEvent.VersionOutdated(8),
                new TrainingEvent.VersionLapsed(8, AT, AT.plusSeconds(9)),
                new TrainingEvent.VersionDismissed(7),
                new TrainingEvent.ChampionNoted(new Champion(9, 3, 12, AT)),
                new TrainingEvent.Stopped())) {
            state = decider.evolve(state, event);
            assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
        }
        assertThat(state.ledger().stage()).isEqualTo(new Ledger.Stage.Idle());
    }

    private static SpecificRecord rewritten(SpecificRecord message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(message.getSchema()).write(message, encoder);
        encoder.flush();
        return new SpecificDatumReader<SpecificRecord>(message.getSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
}
