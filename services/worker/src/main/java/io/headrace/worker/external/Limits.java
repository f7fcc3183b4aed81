package io.headrace.worker.external;

import java.time.Duration;

/// What a trainer may not exceed, besides its time and memory.
///
/// @param outputBytesMax of standard output and standard error together
/// @param modelBytesMax of `model.onnx`
/// @param grace between the request to end and the end by force
record Limits(long outputBytesMax, int modelBytesMax, Duration grace) {

    static final Limits USUAL = new Limits(10_000_000, 64 << 20, Duration.ofSeconds(5));
}
