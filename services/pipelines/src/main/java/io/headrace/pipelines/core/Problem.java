package io.headrace.pipelines.core;

/// One thing that is wrong with a pipeline, and where.
///
/// @param path as in `dataset.features[3].values`; empty for the whole
/// @param sentence names the value, the rule and the way out
public record Problem(String path, String sentence) {

    @Override
    public String toString() {
        return path.isEmpty() ? sentence : path + ": " + sentence;
    }
}
