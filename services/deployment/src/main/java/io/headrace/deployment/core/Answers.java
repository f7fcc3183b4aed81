package io.headrace.deployment.core;

import io.headrace.deployment.core.Deployment.Held;
import io.headrace.deployment.core.Deployment.Live;
import io.headrace.deployment.core.Deployment.Vacant;
import io.headrace.deployment.core.DeploymentCommand.Asked;
import io.headrace.deployment.core.DeploymentCommand.Request;
import io.headrace.deployment.core.DeploymentEvent.ChallengerDismissed;
import io.headrace.deployment.core.DeploymentEvent.DeploymentHeld;
import io.headrace.deployment.core.DeploymentEvent.DeploymentResumed;
import io.headrace.deployment.core.DeploymentEvent.ModelDeployed;
import io.headrace.deployment.core.DeploymentEvent.RequestAnswered;
import io.headrace.deployment.core.Ledger.Pending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a person's request brings about. The last event is always the answer, a refusal too.
record Answers(Request request, Deployment state, Instant now) {

    List<DeploymentEvent> approve() {
        Pending pending = state.ledger().pending();
        if (pending == null || isNotMeant(pending)) {
            return refused("cannot approve: " + whyNotWaiting(pending));
        }
        return List.of(
                deployed(state, pending.version(), DeploymentReason.APPROVED, asked().by(), now),
                done("version %d is approved and in production".formatted(pending.version())));
    }

    List<DeploymentEvent> reject() {
        Pending pending = state.ledger().pending();
        if (pending == null || isNotMeant(pending)) {
            return refused("cannot reject: " + whyNotWaiting(pending));
        }
        return List.of(
                new ChallengerDismissed(pending.version(), because("rejected"), asked().by()),
                done("version %d is rejected and will not be deployed".formatted(pending.version())));
    }

    List<DeploymentEvent> rollBack() {
        return switch (state) {
            case Vacant _ ->
                refused("cannot roll back: no version of %s is in production".formatted(asked().pipeline()));
            case Live live -> {
                List<DeploymentEvent> hold = List.of(new DeploymentHeld(asked().by(), because("rolled back")));
                yield rollBack(live.production(), hold);
            }
            case Held held -> rollBack(held.production(), List.of());
        };
    }

    private List<DeploymentEvent> rollBack(Production production, List<DeploymentEvent> hold) {
        Long wanted = asked().version();
        OptionalLong target =
                wanted == null ? production.deployed().before(production.version()) : OptionalLong.of(wanted);
        if (target.isEmpty()) {
            return refused("cannot roll back: no version of %s older than %d was ever in production"
                    .formatted(asked().pipeline(), production.version()));
        }
        long version = target.getAsLong();
        if (version == production.version()) {
            return refused("cannot roll back to version %d: it is in production already".formatted(version));
        }
        if (!production.deployed().contains(version)) {
            return refused("cannot roll back to version %d: it never was in production; choose one of %s"
                    .formatted(version, production.deployed()));
        }
        if (state.ledger().isWithdrawn(version)) {
            return refused("cannot roll back: version %d %s; those from %d on are not"
                    .formatted(version, Ledger.WITHDRAWN, state.ledger().withdrawn() + 1));
        }
        List<DeploymentEvent> events = new ArrayList<>(hold);
        events.add(deployed(state, version, DeploymentReason.ROLLED_BACK, asked().by(), now));
        events.add(done("version %d is in production again, and automatic deployment is held until 'resume'"
                .formatted(version)));
        return events;
    }

    List<DeploymentEvent> resume() {
        return switch (state) {
            case Vacant _, Live _ -> refused("cannot resume: nothing is held for %s".formatted(asked().pipeline()));
            case Held held -> resume(held.ledger().pending());
        };
    }

    private List<DeploymentEvent> resume(@Nullable Pending pending) {
        DeploymentEvent resumed = new DeploymentResumed(asked().by());
        if (pending == null) {
            return List.of(resumed, done("automatic deployment goes on with the next version"));
        }
        return switch (pending.waitsFor()) {
            case APPROVAL ->
                List.of(
                        resumed,
                        done("automatic deployment goes on; version %d still waits for approval"
                                .formatted(pending.version())));
            case RESUME ->
                List.of(
                        resumed,
                        deployed(state, pending.version(), DeploymentReason.RESUMED, asked().by(), now),
                        done("automatic deployment goes on; version %d, which waited, is in production"
                                .formatted(pending.version())));
        };
    }

    static ModelDeployed deployed(
            Deployment state, long version, DeploymentReason reason, @Nullable String by, Instant now) {
        return switch (state) {
            case Vacant _ -> new ModelDeployed(version, 1, null, reason, by, now);
            case Live live -> after(live.production(), version, reason, by, now);
            case Held held -> after(held.production(), version, reason, by, now);
        };
    }

    private static ModelDeployed after(
            Production production, long version, DeploymentReason reason, @Nullable String by, Instant now) {
        return new ModelDeployed(version, production.deployment() + 1, production.version(), reason, by, now);
    }

    private boolean isNotMeant(Pending pending) {
        Long wanted = asked().version();
        return wanted != null && wanted != pending.version();
    }

    private String whyNotWaiting(@Nullable Pending pending) {
        Long wanted = asked().version();
        if (wanted != null && isInProduction(wanted)) {
            return "version %d is in production already".formatted(wanted);
        }
        if (pending == null) {
            return "no version of %s waits".formatted(asked().pipeline());
        }
        return "version %d does not wait, version %d does".formatted(wanted, pending.version());
    }

    private boolean isInProduction(long version) {
        return switch (state) {
            case Vacant _ -> false;
            case Live live -> live.production().version() == version;
            case Held held -> held.production().version() == version;
        };
    }

    private String because(String word) {
        String reason = asked().reason();
        return reason == null || reason.isBlank()
                ? "%s by %s".formatted(word, asked().by())
                : "%s by %s: %s".formatted(word, asked().by(), reason);
    }

    private Asked asked() {
        return request.asked();
    }

    private List<DeploymentEvent> refused(String sentence) {
        return List.of(answer(false, sentence));
    }

    private RequestAnswered done(String sentence) {
        return answer(true, sentence);
    }

    private RequestAnswered answer(boolean accepted, String sentence) {
        return new RequestAnswered(asked().id(), request.kind(), accepted, sentence, asked().by());
    }
}
