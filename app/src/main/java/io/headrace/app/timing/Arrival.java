package io.headrace.app.timing;

/// An answer that is nothing but its arrival.
public record Arrival(long position, long nanos) implements Answer {}
