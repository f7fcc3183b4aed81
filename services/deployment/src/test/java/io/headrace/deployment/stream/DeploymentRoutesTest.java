package io.headrace.deployment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.deployment.core.DeploymentCommand;
import io.headrace.deployment.core.DeploymentCommand.Approve;
import io.headrace.deployment.core.DeploymentCommand.Asked;
import io.headrace.deployment.core.DeploymentCommand.Reject;
import io.headrace.deployment.core.DeploymentCommand.Resume;
import io.headrace.deployment.core.DeploymentCommand.RollBack;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Operation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeploymentRoutesTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Origin ORIGIN = new Origin("a topic", 0, 7);

    private static ChangedRow request(String kind, @Nullable Long version, @Nullable String reason) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", "request-1");
        row.put("kind", kind);
        row.put("pipeline", "house-price");
        row.put("version", version);
        row.put("reason", reason);
        row.put("asked_by", "ann");
        return new ChangedRow(ORIGIN, NOON, Operation.CREATE, null, row);
    }

    private static void assertAsks(ChangedRow row, DeploymentCommand command) {
        assertThat(DeploymentRoutes.requested(row))
                .containsExactly(new Input<>("house-price", Cause.of("request-1", NOON), command));
    }

    @Test
    void everyKindOfRequestIsACommandUnderItsPipeline() {
        Asked plain = new Asked("request-1", "house-price", null, null, "ann");
        Asked precise = new Asked("request-1", "house-price", 3L, "too dear", "ann");
        assertAsks(request("approve", null, null), new Approve(plain));
        assertAsks(request("reject", 3L, "too dear"), new Reject(precise));
        assertAsks(request("rollback", 3L, "too dear"), new RollBack(precise));
        assertAsks(request("resume", null, null), new Resume(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"retrain", "acknowledge"})
    void otherRequestsAreNotOurs(String kind) {
        assertThat(DeploymentRoutes.requested(request(kind, null, null))).isEmpty();
    }

    @Test
    void aDeletedRowAsksForNothing() {
        assertThat(DeploymentRoutes.requested(new ChangedRow(
                        ORIGIN,
                        NOON,
                        Operation.DELETE,
                        request("approve", null, null).after(),
                        null)))
                .isEmpty();
    }

    @Test
    void aRequestThatDoesNotSayWhoAskedIsUnreadable() {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", "request-1");
        row.put("kind", "approve");
        row.put("pipeline", "house-price");
        assertThatThrownBy(() -> DeploymentRoutes.requested(new ChangedRow(ORIGIN, NOON, Operation.CREATE, null, row)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("asked_by");
    }
}
