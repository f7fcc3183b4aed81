package io.headrace.app.up;

import io.headrace.app.Pace;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A service that was started.
///
/// @param ready whether it has started: it does its work by now, or tells what keeps it from it
/// @param stopped what keeps it from its work; empty: nothing
/// @param restoring how far it is in restoring a large state; empty: it does not
/// @param figures what it counts itself
record RunningService(
        String name,
        AutoCloseable service,
        BooleanSupplier ready,
        Supplier<Optional<String>> stopped,
        Supplier<Optional<Pace>> restoring,
        List<MultiCollector> figures) {

    /// Whether it does its work now.
    boolean works() {
        return ready.getAsBoolean() && stopped.get().isEmpty();
    }

    RunningService(String name, AutoCloseable service, BooleanSupplier ready) {
        this(name, service, ready, Optional::empty, Optional::empty, List.of());
    }
}
