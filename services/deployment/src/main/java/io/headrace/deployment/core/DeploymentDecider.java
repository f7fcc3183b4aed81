package io.headrace.deployment.core;

import io.headrace.deployment.core.Deployment.Held;
import io.headrace.deployment.core.Deployment.Live;
import io.headrace.deployment.core.Deployment.Vacant;
import io.headrace.deployment.core.DeploymentCommand.Approve;
import io.headrace.deployment.core.DeploymentCommand.Deliver;
import io.headrace.deployment.core.DeploymentCommand.Reject;
import io.headrace.deployment.core.DeploymentCommand.Request;
import io.headrace.deployment.core.DeploymentCommand.Resume;
import io.headrace.deployment.core.DeploymentCommand.RollBack;
import io.headrace.deployment.core.DeploymentCommand.Withdraw;
import io.headrace.deployment.core.DeploymentEvent.ChallengerDismissed;
import io.headrace.deployment.core.DeploymentEvent.ChallengerPending;
import io.headrace.deployment.core.DeploymentEvent.DeploymentHeld;
import io.headrace.deployment.core.DeploymentEvent.DeploymentResumed;
import io.headrace.deployment.core.DeploymentEvent.ModelDeployed;
import io.headrace.deployment.core.DeploymentEvent.RequestAnswered;
import io.headrace.deployment.core.DeploymentEvent.WithdrawalNoted;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.decider.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which version is in production, and who may change that.
public final class DeploymentDecider implements Decider<DeploymentCommand, Deployment, DeploymentEvent> {

    @Override
    public Deployment initial() {
        return new Vacant(Ledger.empty());
    }

    @Override
    public Decision<DeploymentEvent> decide(DeploymentCommand command, Deployment state, Instant now) {
        return new Decision.Accepted<>(
                switch (command) {
                    case Deliver deliver -> deliver(deliver, state, now);
                    case Withdraw withdraw -> withdraw(withdraw.through(), state);
                    case Request request -> answer(request, state, now);
                });
    }

    private static List<DeploymentEvent> deliver(Deliver deliver, Deployment state, Instant now) {
        long version = deliver.version();
        if (version <= state.ledger().newest()) {
            return List.of();
        }
        if (state.ledger().isWithdrawn(version)) {
            return List.of(withdrawn(version));
        }
        List<DeploymentEvent> events = new ArrayList<>();
        Ledger.Pending waiting = state.ledger().pending();
        if (waiting != null) {
            events.add(new ChallengerDismissed(
                    waiting.version(), "version %d is newer and takes its place".formatted(version), null));
        }
        events.add(
                switch (deliver.approval()) {
                    // Approval is asked for before the hold is looked at: a person who approves overrides the hold.
                    case REQUIRED -> new ChallengerPending(version, PendingReason.APPROVAL);
                    case AUTOMATIC ->
                        switch (state) {
                            case Vacant _, Live _ ->
                                Answers.deployed(state, version, DeploymentReason.AUTOMATIC, null, now);
                            case Held _ -> new ChallengerPending(version, PendingReason.RESUME);
                        };
                });
        return events;
    }

    private static List<DeploymentEvent> withdraw(long through, Deployment state) {
        if (state.ledger().isWithdrawn(through)) {
            return List.of();
        }
        List<DeploymentEvent> events = new ArrayList<>(List.of(new WithdrawalNoted(through)));
        Ledger.Pending waiting = state.ledger().pending();
        if (waiting != null && waiting.version() <= through) {
            events.add(withdrawn(waiting.version()));
        }
        return events;
    }

    private static ChallengerDismissed withdrawn(long version) {
        return new ChallengerDismissed(version, "version %d %s".formatted(version, Ledger.WITHDRAWN), null);
    }

    private static List<DeploymentEvent> answer(Request request, Deployment state, Instant now) {
        if (state.ledger().answered().contains(request.asked().id())) {
            return List.of();
        }
        Answers answers = new Answers(request, state, now);
        return switch (request) {
            case Approve _ -> answers.approve();
            case Reject _ -> answers.reject();
            case RollBack _ -> answers.rollBack();
            case Resume _ -> answers.resume();
        };
    }

    @Override
    public Deployment evolve(Deployment state, DeploymentEvent event) {
        Ledger ledger = state.ledger();
        return switch (event) {
            case ModelDeployed deployed -> deployed(state, deployed);
            case ChallengerPending(var version, var waitsFor) -> state.with(ledger.waiting(version, waitsFor));
            case ChallengerDismissed dismissed -> state.with(ledger.settled(dismissed.version()));
            case WithdrawalNoted(var through) -> state.with(ledger.withWithdrawn(through));
            case DeploymentHeld _ -> hold(state);
            case DeploymentResumed _ -> resume(state);
            case RequestAnswered answered -> state.with(ledger.withAnswered(answered.requestId()));
        };
    }

    private static Deployment deployed(Deployment state, ModelDeployed event) {
        Ledger ledger = state.ledger().settled(event.version());
        return switch (state) {
            case Vacant _ ->
                new Live(ledger, new Production(event.version(), event.deployment(), Versions.of(event.version())));
            case Live live -> new Live(ledger, live.production().next(event.version()));
            case Held held -> new Held(ledger, held.production().next(event.version()));
        };
    }

    private static Deployment hold(Deployment state) {
        return switch (state) {
            case Vacant vacant -> vacant;
            case Live(var ledger, var production) -> new Held(ledger, production);
            case Held held -> held;
        };
    }

    private static Deployment resume(Deployment state) {
        return switch (state) {
            case Vacant vacant -> vacant;
            case Live live -> live;
            case Held(var ledger, var production) -> new Live(ledger, production);
        };
    }
}
