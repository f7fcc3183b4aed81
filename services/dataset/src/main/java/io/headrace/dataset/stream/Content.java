package io.headrace.dataset.stream;

/// How much there is of something and what it is: equal ones hold the same.
///
/// @param digest in hex
public record Content(long rows, String digest) {}
