package io.headrace.app.watch;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// How one service of this process is.
///
/// @param ready whether it does its work by now
/// @param why it is not ready yet, in a sentence; asked only then
public record ServiceHealth(String name, BooleanSupplier ready, Supplier<String> why) {}
