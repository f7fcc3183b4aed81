package io.headrace.embedded;

import java.util.function.Supplier;

/// A port is looked at, then a server binds it, and somebody may take it between the two: the server is started again.
final class PortRace {

    private static final int STARTS_MAX = 3;

    private PortRace() {}

    /// The started server; on other ports than at first if the home had none from earlier starts.
    ///
    /// @param start looks for its ports itself, each time
    /// @throws ServerFailure as `start` throws it; [PortTaken] only after the third time
    static <T> T won(ServerHome home, StartListener listener, Supplier<T> start) {
        boolean fresh = !home.hasPorts();
        for (int number = 1; ; number++) {
            try {
                return start.get();
            } catch (PortTaken e) {
                if (number == STARTS_MAX) {
                    throw e;
                }
                listener.says("somebody took a port of %s as it started; it is started again".formatted(home.server()));
                if (fresh) {
                    home.forgetPorts();
                }
            }
        }
    }
}
