package io.headrace.deployment.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.deployment.core.DeploymentEvent;
import io.headrace.deployment.core.DeploymentEvent.ChallengerDismissed;
import io.headrace.deployment.core.DeploymentEvent.ChallengerPending;
import io.headrace.deployment.core.DeploymentEvent.DeploymentHeld;
import io.headrace.deployment.core.DeploymentEvent.DeploymentResumed;
import io.headrace.deployment.core.DeploymentEvent.ModelDeployed;
import io.headrace.deployment.core.DeploymentEvent.RequestAnswered;
import io.headrace.deployment.core.DeploymentEvent.WithdrawalNoted;
import io.headrace.deployment.core.DeploymentReason;
import io.headrace.deployment.core.PendingReason;
import io.headrace.events.Cut;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelVersion;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DeploymentMessagesTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");

    static List<DeploymentEvent> events() {
        List<DeploymentEvent> events = new ArrayList<>();
        for (DeploymentReason reason : DeploymentReason.values()) {
            events.add(new ModelDeployed(3, 5, 4L, reason, "ann", AT));
        }
        for (PendingReason waitsFor : PendingReason.values()) {
            events.add(new ChallengerPending(3, waitsFor));
        }
        events.add(new ModelDeployed(1, 1, null, DeploymentReason.AUTOMATIC, null, AT));
        events.add(new ChallengerDismissed(3, "rejected by ann", "ann"));
        events.add(new ChallengerDismissed(3, "version 4 is newer", null));
        events.add(new DeploymentHeld("ann", "rolled back by ann"));
        events.add(new DeploymentResumed("ann"));
        events.add(new RequestAnswered("r1", "approve", false, "cannot approve", "ann"));
        return events;
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventComesBackFromItsMessage(DeploymentEvent event) throws SQLException {
        SpecificRecord message = messages(event).getFirst();

        assertThat(DeploymentMessages.event(message, AT)).contains(event);
    }

    @Test
    void everyKindOfEventIsTried() {
        assertThat(events())
                .extracting(Object::getClass)
                .containsAll(Arrays.stream(DeploymentEvent.class.getPermittedSubclasses())
                        .<Class<?>>map(kind -> kind)
                        .filter(kind -> kind != WithdrawalNoted.class)
                        .toList());
    }

    @Test
    void aWithdrawalThatOthersToldIsNotToldAgain() throws SQLException {
        assertThat(messages(new WithdrawalNoted(3))).isEmpty();
    }

    @Test
    void aDeploymentTellsTheLiveModelWholeAndWithTheSameNumber() throws SQLException {
        ModelDeployed event = new ModelDeployed(3, 5, 4L, DeploymentReason.ROLLED_BACK, "ann", AT);

        assertThat(messages(event).get(1)).isEqualTo(new LiveModel(model(3), 5L, AT));
        assertThat(messages(event).getFirst())
                .isInstanceOfSatisfying(io.headrace.events.ModelDeployed.class, message -> {
                    assertThat(message.getPipeline()).isEqualTo("house-price");
                    assertThat(message.getRevision()).isEqualTo(2);
                    assertThat(message.getSha256()).isEqualTo("ab3");
                    assertThat(message.getCut()).isEqualTo(model(3).getCut());
                });
    }

    private static List<SpecificRecord> messages(DeploymentEvent event) throws SQLException {
        return DeploymentMessages.messages("house-price", event, DeploymentMessagesTest::model);
    }

    private static ModelVersion model(long version) {
        Cut cut = new Cut("shop", "7300", 40 + version, 9000L, AT);
        ByteBuffer artifact = ByteBuffer.wrap(new byte[] {1, 2, (byte) version});
        return new ModelVersion("house-price", version, 2, cut, "ab" + version, artifact, 3L);
    }
}
