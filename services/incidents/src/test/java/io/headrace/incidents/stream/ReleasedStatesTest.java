package io.headrace.incidents.stream;

import io.headrace.incidents.core.Incident;
import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import java.util.Map;
import java.util.Optional;

final class ReleasedStatesTest implements ReleasedStates<Incident> {

    @Override
    public StateCodec<Incident> codec() {
        return StateCodec.of(new IncidentBinding());
    }

    @Override
    public Class<Incident> type() {
        return Incident.class;
    }

    @Override
    public Map<String, Incident> states() {
        Incident.Open open = new Incident.Open(3, "c3", Optional.of("ann"), Optional.of("r1"));
        return Map.of(
                "calm", new Incident.Calm(Optional.empty()),
                "open", new Incident.Open(1, "c1", Optional.empty(), Optional.empty()),
                "acknowledged", open,
                "letters", new Incident.Letters(2, open));
    }
}
