package io.headrace.kernel.shell;

/// Where an input stood.
///
/// @param topicId changes when a topic is deleted and made again
public record Position(String topicId, int partition, long offset) {}
