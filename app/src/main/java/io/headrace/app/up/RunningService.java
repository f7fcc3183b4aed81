package io.headrace.app.up;

import java.util.function.BooleanSupplier;

/// A service that was started.
///
/// @param ready whether it does its work by now
record RunningService(String name, AutoCloseable service, BooleanSupplier ready) {}
