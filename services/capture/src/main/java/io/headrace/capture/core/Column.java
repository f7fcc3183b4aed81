package io.headrace.capture.core;

/// A column that is carried.
public record Column(String name, Kind kind) {}
