package io.headrace.deployment.stream;

import io.headrace.deployment.core.Deployment;
import io.headrace.deployment.core.Ledger;
import io.headrace.deployment.core.PendingReason;
import io.headrace.deployment.core.Production;
import io.headrace.deployment.core.Versions;
import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import java.util.List;
import java.util.Map;

final class ReleasedStatesTest implements ReleasedStates<Deployment> {

    @Override
    public StateCodec<Deployment> codec() {
        return StateCodec.of(new DeploymentBinding());
    }

    @Override
    public Class<Deployment> type() {
        return Deployment.class;
    }

    @Override
    public Map<String, Deployment> states() {
        Production production =
                new Production(4, 6, new Versions(List.of(new Versions.Range(1, 2), new Versions.Range(4, 4))));
        Ledger waiting = new Ledger(9, new Ledger.Pending(9, PendingReason.RESUME), List.of("r1", "r2"), 3);
        return Map.of(
                "vacant", new Deployment.Vacant(new Ledger(0, null, List.of(), 0)),
                "live", new Deployment.Live(new Ledger(4, null, List.of("r1"), 0), production),
                "held", new Deployment.Held(waiting, production));
    }
}
