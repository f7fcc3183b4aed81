package io.headrace.training.core;

import io.headrace.exact.Ridge;
import io.headrace.training.core.Ledger.Ended;
import io.headrace.training.core.Ledger.Stage;
import io.headrace.training.core.Training.Active;
import io.headrace.training.core.Training.Dormant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How events change what training knows.
final class TrainingHistory {

    private TrainingHistory() {}

    static Training evolve(Training state, TrainingEvent event) {
        Ledger ledger = state.ledger();
        return switch (event) {
            case TrainingEvent.PlanFollowed(Plan plan) -> follow(state, plan);
            case TrainingEvent.Stopped() ->
                new Dormant(
                        ledger.demanding(null).ended(null).with(ledger.notes().breaking(List.of())), List.of());
            case TrainingEvent.RowsDeparted(Departures departures) ->
                state.with(ledger.with(ledger.forgetting().joined(departures)));
            case TrainingEvent.OfForgetting forgetting ->
                state.with(ledger.with(evolve(ledger.forgetting(), forgetting)));
            case TrainingEvent.DatasetNoted(Feed feed) -> state.with(feed);
            case TrainingEvent.ChampionNoted(Champion champion) -> crown(state, champion);
            case TrainingEvent.VersionSettled(long version) -> settle(state, version);
            case TrainingEvent.VersionOutdated(long version) -> outdate(state, version);
            case TrainingEvent.VersionLapsed(long version, Instant at, Instant pruneAt) ->
                state.with(ledger.with(ledger.pruning().noLaterThan(pruneAt)));
            case TrainingEvent.VersionDismissed(long version) ->
                settle(state.with(ledger.with(ledger.pruning().dismissed(version))), version);
            case TrainingEvent.PruningBegun(Instant at) ->
                state.with(ledger.with(ledger.pruning().begun()));
            case TrainingEvent.PruningPlanned(Instant at) ->
                state.with(ledger.with(ledger.pruning().noLaterThan(at)));
            case TrainingEvent.ArtifactsPruned pruned -> state;
            case TrainingEvent.RunSkipped(Feed feed, String why) -> state.with(feed.skipped());
            case TrainingEvent.RunDemanded(String why) -> state.with(ledger.demanding(why));
            case TrainingEvent.RunStarted(Plan plan, Run run) -> begin(state, run);
            case TrainingEvent.RunQueued(Trainer.OnWorker trainer, Run run) -> begin(state, run);
            case TrainingEvent.RunCancelled(Run run, String reason) -> end(state, run);
            case TrainingEvent.OutcomeUnwanted _ -> state;
            case TrainingEvent.ModelTrained(Plan plan, Run run, Outcome.Trained outcome) ->
                state.with(ledger.ended(new Ended(run, outcome.trainer(), run.version()))
                        .with(ledger.forgetting()
                                .trained(run.version(), run.feed().cut()))
                        .in(new Stage.Unsettled(run.version(), run.championDeployment())));
            case TrainingEvent.RunFailed failed -> failed.run() == null ? state : end(state, failed.run());
            case TrainingEvent.TrainingHeld held ->
                state.with(ledger.with(ledger.notes().holding(held.reason())));
            case TrainingEvent.ExpectationsBroken broken ->
                state.with(ledger.with(ledger.notes().breaking(ExpectationRules.words(broken.breaches()))));
            case TrainingEvent.ExpectationsMet _ ->
                state.with(ledger.with(ledger.notes().breaking(List.of())));
            case TrainingEvent.RequestAnswered answered ->
                state.with(ledger.with(ledger.notes().answer(answered.requestId())));
        };
    }

    private static Forgetting evolve(Forgetting before, TrainingEvent.OfForgetting event) {
        return switch (event) {
            case TrainingEvent.ObligationOpened(long number, Departures departures, Duration within) ->
                before.opened(number, departures, within);
            case TrainingEvent.ObligationAtRisk risk ->
                before.told(risk.obligation().alarm());
            case TrainingEvent.ObligationMet met -> before.met();
            case TrainingEvent.ObligationReleased released -> before.released();
            case TrainingEvent.VersionsWithdrawn withdrawn ->
                before.withdrawn(withdrawn.through(), withdrawn.departures());
        };
    }

    private static Training follow(Training state, Plan plan) {
        return new Active(plan, state.ledger().demanding(null), List.of()).tidied(state.feeds());
    }

    private static Training crown(Training state, Champion champion) {
        Ledger ledger = state.ledger().with(champion);
        Training crowned = state.with(
                switch (ledger.stage()) {
                    case Stage.Idle idle -> ledger;
                    case Stage.Running running -> ledger;
                    case Stage.Unsettled unsettled ->
                        unsettled.version() == champion.version() ? ledger.in(new Stage.Idle()) : ledger;
                    case Stage.Outdated outdated -> ledger.in(new Stage.Idle());
                });
        return crowned.tidied(crowned.feeds());
    }

    private static Training settle(Training state, long version) {
        return TrainingDecider.isUnsettled(version, state)
                ? state.with(state.ledger().in(new Stage.Idle()))
                : state;
    }

    /// The champion that made it outdated may be known already, or its news is still on the way.
    private static Training outdate(Training state, long version) {
        Ledger ledger = state.ledger();
        return switch (ledger.stage()) {
            case Stage.Idle idle -> state;
            case Stage.Running running -> state;
            case Stage.Outdated outdated -> state;
            case Stage.Unsettled unsettled -> {
                if (unsettled.version() != version) {
                    yield state;
                }
                Champion champion = ledger.champion();
                boolean isKnown = champion != null && champion.deployment() > unsettled.championDeployment();
                yield state.with(ledger.demanding("outdated").in(isKnown ? new Stage.Idle() : new Stage.Outdated()));
            }
        };
    }

    private static Training begin(Training state, Run run) {
        return state.with(run.feed().seen()).with(state.ledger().demanding(null).in(new Stage.Running(run)));
    }

    /// Without a version.
    private static Training end(Training state, Run run) {
        return state.with(
                state.ledger().ended(new Ended(run, Ridge.VERSION, null)).in(new Stage.Idle()));
    }
}
