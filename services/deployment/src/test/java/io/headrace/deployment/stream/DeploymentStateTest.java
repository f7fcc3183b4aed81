package io.headrace.deployment.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.deployment.core.Deployment;
import io.headrace.deployment.core.Ledger;
import io.headrace.deployment.core.PendingReason;
import io.headrace.deployment.core.Production;
import io.headrace.deployment.core.Versions;
import io.headrace.kernel.shell.StateCodec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DeploymentStateTest {

    private final StateCodec<Deployment> codec = StateCodec.of(new DeploymentBinding());

    static List<Deployment> states() {
        Ledger ledger = new Ledger(9, new Ledger.Pending(9, PendingReason.RESUME), List.of("r1", "r2"), 3);
        Production production =
                new Production(4, 6, new Versions(List.of(new Versions.Range(1, 2), new Versions.Range(4, 4))));
        return List.of(
                new Deployment.Vacant(new Ledger(0, null, List.of(), 0)),
                new Deployment.Live(new Ledger(0, null, List.of(), 0), production),
                new Deployment.Held(ledger, production));
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateComesBackFromItsRow(Deployment state) {
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }
}
