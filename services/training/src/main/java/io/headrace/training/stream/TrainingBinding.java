package io.headrace.training.stream;

import io.headrace.events.ArtifactChunk;
import io.headrace.events.ArtifactsPruned;
import io.headrace.events.ExpectationsBroken;
import io.headrace.events.ExpectationsMet;
import io.headrace.events.ModelTrained;
import io.headrace.events.ObligationAtRisk;
import io.headrace.events.ObligationMet;
import io.headrace.events.ObligationOpened;
import io.headrace.events.ObligationReleased;
import io.headrace.events.RequestAnswered;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunFailed;
import io.headrace.events.RunQueued;
import io.headrace.events.TrainingHeld;
import io.headrace.events.VersionsWithdrawn;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.EarlierShape;
import io.headrace.kernel.shell.OutboxMessage;
import io.headrace.kernel.trace.Traceparent;
import io.headrace.schemas.CutNames;
import io.headrace.training.core.Cut;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Prunable;
import io.headrace.training.core.Retention;
import io.headrace.training.core.Trainer;
import io.headrace.training.core.Training;
import io.headrace.training.core.TrainingCommand;
import io.headrace.training.core.TrainingCommand.Cancel;
import io.headrace.training.core.TrainingCommand.Retrain;
import io.headrace.training.core.TrainingDecider;
import io.headrace.training.core.TrainingEvent;
import io.headrace.training.run.ArtifactVersions;
import io.headrace.training.run.DatasetRows;
import io.headrace.training.run.RidgeRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How training's decider meets the database: a run is the effect of its beginning, in the same transaction.
public final class TrainingBinding implements DeciderBinding<TrainingCommand, Training, TrainingEvent> {

    private static final String SERVICE = "training";
    private static final String FORGETTING = "forgetting";

    private final Retention retention;
    private final TrainingDecider decider;

    /// @param retention of artifacts that are never deployed
    public TrainingBinding(Retention retention) {
        this.retention = retention;
        this.decider = new TrainingDecider(retention);
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Decider<TrainingCommand, Training, TrainingEvent> decider() {
        return decider;
    }

    @Override
    public Class<Training> stateType() {
        return Training.class;
    }

    @Override
    public List<EarlierShape> earlierShapes() {
        return List.of(
                EarlierShape.lacked("plan.trigger", "share", "null"),
                EarlierShape.lacked("plan.trigger", "schedule", "null"),
                EarlierShape.lacked("plan.trigger", "whileActive", "\"QUEUE_LATEST\""),
                EarlierShape.lacked("feeds.since", "skipped", "0"),
                EarlierShape.lacked("ledger.last.run.feed.since", "skipped", "0"),
                EarlierShape.lacked("ledger.stage.run.feed.since", "skipped", "0"),
                EarlierShape.lacked("ledger", "pruning", "{\"at\":null,\"dismissed\":0}"),
                EarlierShape.lacked("plan", "expect", "[]"),
                EarlierShape.changed("plan", TrainingBinding::withTrainer),
                EarlierShape.lacked("plan.columns.features", "nulls", "null"),
                EarlierShape.lacked("plan.columns.features", "transform", "{\"type\":\"None\"}"),
                EarlierShape.lacked("plan.columns.features", "standardized", "false"),
                EarlierShape.lacked("ledger.notes", "broken", "[]"),
                EarlierShape.lacked("feeds.rows", "misfits", "[]"),
                EarlierShape.lacked("ledger.last.run.feed.rows", "misfits", "[]"),
                EarlierShape.lacked("ledger.stage.run.feed.rows", "misfits", "[]"));
    }

    /// There was one kind of trainer, and all that was known of it was its penalty.
    private static void withTrainer(ObjectNode plan) {
        JsonNode l2 = plan.remove("l2");
        if (l2 != null) {
            plan.putObject("trainer").put("type", "Ridge").set("l2", l2);
        }
    }

    @Override
    public List<Schema> schemas() {
        return List.of(
                RunQueued.getClassSchema(),
                RunCancelled.getClassSchema(),
                ModelTrained.getClassSchema(),
                ArtifactChunk.getClassSchema(),
                ArtifactsPruned.getClassSchema(),
                RunFailed.getClassSchema(),
                TrainingHeld.getClassSchema(),
                ExpectationsBroken.getClassSchema(),
                ExpectationsMet.getClassSchema(),
                RequestAnswered.getClassSchema(),
                ObligationOpened.getClassSchema(),
                ObligationAtRisk.getClassSchema(),
                ObligationMet.getClassSchema(),
                ObligationReleased.getClassSchema(),
                VersionsWithdrawn.getClassSchema());
    }

    @Override
    public List<OutboxMessage> outbox(String pipeline, TrainingEvent event, Connection tx) throws SQLException {
        String aggregateType = event instanceof TrainingEvent.OfForgetting ? FORGETTING : SERVICE;
        List<OutboxMessage> messages = new ArrayList<>();
        TrainingMessages.message(pipeline, event)
                .map(message -> new OutboxMessage(aggregateType, pipeline, message))
                .ifPresent(messages::add);
        if (event instanceof TrainingEvent.RunQueued(var trainer, var run)) {
            String digest = DatasetRows.of(tx, pipeline, run.feed()).digest().sha256();
            messages.add(new OutboxMessage(SERVICE, pipeline, JobMessages.queued(pipeline, trainer, run, digest)));
        }
        messages.addAll(new StoredArtifacts(tx, pipeline).messages(event));
        return messages;
    }

    @Override
    public List<TrainingEvent> refused(TrainingCommand command, String reason) {
        return switch (command) {
            case Retrain(String id, var name, String by) -> List.of(refusal(id, TrainingDecider.RETRAIN, reason, by));
            case Cancel(String id, var name, String by) -> List.of(refusal(id, TrainingDecider.CANCEL, reason, by));
            default -> List.of();
        };
    }

    private static TrainingEvent refusal(String id, String kind, String reason, String by) {
        return new TrainingEvent.RequestAnswered(id, kind, false, reason, by);
    }

    @Override
    public Optional<Instant> deadline(Training state) {
        return TrainingDecider.deadline(state);
    }

    @Override
    public TrainingCommand timer(String pipeline, Instant deadline) {
        return new TrainingCommand.WakeUp(deadline);
    }

    /// A run belongs to the trace of its cut, whatever made room for it; one that somebody asks for, to the request's.
    @Override
    public Optional<Traceparent> stem(String pipeline, TrainingCommand command, TrainingEvent event) {
        if (command instanceof Retrain) {
            return Optional.empty();
        }
        return switch (event) {
            case TrainingEvent.RunStarted(var plan, var run) -> Optional.of(version(pipeline, run.feed()));
            case TrainingEvent.RunQueued(var trainer, var run) -> Optional.of(version(pipeline, run.feed()));
            default -> Optional.empty();
        };
    }

    private static Traceparent version(String pipeline, Feed feed) {
        Cut at = feed.cut();
        String cut = CutNames.cut(at.source(), at.systemId(), at.number());
        return Traceparent.root(cut, cut).child(CutNames.version(cut, pipeline, feed.revision()));
    }

    @Override
    public Optional<TrainingCommand> after(String pipeline, TrainingEvent event, Connection tx) throws SQLException {
        if (event instanceof TrainingEvent.RunStarted(var plan, var run)
                && plan.trainer() instanceof Trainer.Ridge(double l2)) {
            return Optional.of(new TrainingCommand.FinishRun(new RidgeRun(tx, pipeline).of(plan.columns(), l2, run)));
        }
        if (event instanceof TrainingEvent.PruningBegun(var at)) {
            return Optional.of(new TrainingCommand.FinishPruning(prunable(tx, pipeline, at), at));
        }
        new StoredArtifacts(tx, pipeline).follow(event);
        if (event instanceof TrainingEvent.ChampionNoted(var champion)) {
            DatasetRows.forgetBelow(tx, pipeline, champion.revision());
        }
        if (event instanceof TrainingEvent.Stopped) {
            DatasetRows.forgetBelow(tx, pipeline, Integer.MAX_VALUE);
        }
        return Optional.empty();
    }

    private Prunable prunable(Connection tx, String pipeline, Instant at) throws SQLException {
        Optional<Instant> lapsedBy = retention.lapsedBy(at);
        return lapsedBy.isEmpty()
                ? new Prunable(List.of(), List.of(), 0, null, true)
                : ArtifactVersions.prunable(tx, pipeline, lapsedBy.get());
    }
}
