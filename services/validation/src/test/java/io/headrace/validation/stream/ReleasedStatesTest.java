package io.headrace.validation.stream;

import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.validation.core.Validation;
import java.util.Map;

final class ReleasedStatesTest implements ReleasedStates<Validation> {

    @Override
    public StateCodec<Validation> codec() {
        return StateCodec.of(new ValidationBinding());
    }

    @Override
    public Class<Validation> type() {
        return Validation.class;
    }

    @Override
    public Map<String, Validation> states() {
        return Map.of(
                "unknown", new Validation(new Validation.Production.Unknown(), 0),
                "known", new Validation(new Validation.Production.Known(4, 6), 9));
    }
}
