package io.headrace.training.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Operation;
import io.headrace.training.core.TrainingCommand.Retrain;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingRoutesTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static ChangedRow request(String kind) {
        return new ChangedRow(
                new Origin("a topic", 0, 7),
                NOON,
                Operation.CREATE,
                null,
                Map.of("id", "request-1", "kind", kind, "pipeline", "house-price", "asked_by", "ann"));
    }

    @Test
    void aRequestToRetrainIsACommandUnderItsPipeline() {
        assertThat(TrainingRoutes.requested(request("retrain")))
                .containsExactly(new Input<>(
                        "house-price", Cause.of("request-1", NOON), new Retrain("request-1", "house-price", "ann")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "rollback", "resume", "acknowledge"})
    void otherRequestsAreNotOurs(String kind) {
        assertThat(TrainingRoutes.requested(request(kind))).isEmpty();
    }
}
