package io.headrace.deployment.stream;

import io.headrace.deployment.core.Approval;
import io.headrace.deployment.core.DeploymentCommand;
import io.headrace.deployment.core.DeploymentCommand.Approve;
import io.headrace.deployment.core.DeploymentCommand.Asked;
import io.headrace.deployment.core.DeploymentCommand.Deliver;
import io.headrace.deployment.core.DeploymentCommand.Reject;
import io.headrace.deployment.core.DeploymentCommand.Resume;
import io.headrace.deployment.core.DeploymentCommand.RollBack;
import io.headrace.deployment.core.DeploymentCommand.Withdraw;
import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ModelVersion;
import io.headrace.events.VersionsWithdrawn;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Routes;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The topics that deployment reads: accepted versions, withdrawn ones, and what people ask.
public final class DeploymentRoutes {

    private DeploymentRoutes() {}

    public static Routes<DeploymentCommand> routes() {
        return new Routes<DeploymentCommand>()
                .events(Topics.VALIDATION, DeploymentRoutes::accepted)
                .events(Topics.FORGETTING, DeploymentRoutes::withdrawn)
                .rows(Topics.REQUEST_ROWS, DeploymentRoutes::requested);
    }

    private static List<Input<DeploymentCommand>> accepted(Event event) {
        return switch (event.payload()) {
            case ChallengerAccepted accepted -> {
                ModelVersion model = accepted.getModel();
                yield List.of(new Input<>(
                        event.subject(),
                        event.cause(),
                        new Deliver(model.getVersion(), approval(accepted.getApproval())),
                        tx -> Models.keep(tx, model)));
            }
            default -> List.of();
        };
    }

    private static List<Input<DeploymentCommand>> withdrawn(Event event) {
        return event.payload() instanceof VersionsWithdrawn withdrawn
                ? List.of(new Input<>(event.subject(), event.cause(), new Withdraw(withdrawn.getThrough())))
                : List.of();
    }

    static List<Input<DeploymentCommand>> requested(ChangedRow row) {
        return row.now().flatMap(now -> request(row, now)).stream().toList();
    }

    private static Optional<Input<DeploymentCommand>> request(ChangedRow row, Map<String, @Nullable Object> now) {
        return command(text(now, "kind"), now).map(command -> {
            Cause cause = Cause.of(text(now, "id"), row.time());
            return new Input<>(text(now, "pipeline"), cause, command);
        });
    }

    private static Optional<DeploymentCommand> command(String kind, Map<String, @Nullable Object> now) {
        return switch (kind) {
            case "approve" -> Optional.of(new Approve(asked(now)));
            case "reject" -> Optional.of(new Reject(asked(now)));
            case "rollback" -> Optional.of(new RollBack(asked(now)));
            case "resume" -> Optional.of(new Resume(asked(now)));
            // Other services answer the other kinds.
            default -> Optional.empty();
        };
    }

    private static Asked asked(Map<String, @Nullable Object> now) {
        Object version = now.get("version");
        Object reason = now.get("reason");
        return new Asked(
                text(now, "id"),
                text(now, "pipeline"),
                version == null ? null : ((Number) version).longValue(),
                reason == null ? null : reason.toString(),
                text(now, "asked_by"));
    }

    private static String text(Map<String, @Nullable Object> now, String column) {
        Object value = now.get(column);
        if (value == null) {
            throw new Unreadable("a request to deployment has a value in %s; this row does not".formatted(column));
        }
        return value.toString();
    }

    private static Approval approval(io.headrace.events.Approval approval) {
        return switch (approval) {
            case AUTOMATIC -> Approval.AUTOMATIC;
            case REQUIRED -> Approval.REQUIRED;
        };
    }
}
