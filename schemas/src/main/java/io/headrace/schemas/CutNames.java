package io.headrace.schemas;

/// What cuts and dataset versions are called, for ever: ids of events and of spans are made of these names.
public final class CutNames {

    private CutNames() {}

    /// A cut. Its trace goes by this name, and begins with a span of this name: its capture.
    public static String cut(String source, String systemId, long number) {
        return "%s/%s/%d".formatted(source, systemId, number);
    }

    /// A dataset version, and the span of its making.
    ///
    /// @param cut as [#cut] names it
    public static String version(String cut, String pipeline, int revision) {
        return "%s/%s@%d".formatted(cut, pipeline, revision);
    }
}
