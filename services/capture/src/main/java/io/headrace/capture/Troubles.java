package io.headrace.capture;

/// Where capture says that a source is in trouble, and that it is over: events SourceTroubled and SourceRecovered.
///
/// May be called again with the same trouble; it is up to the receiver to say it once.
public interface Troubles {

    /// Says that something is wrong.
    ///
    /// @param kind as in SourceTroubled
    /// @param sentence what is wrong and the way out
    void troubled(String source, String kind, String sentence);

    void recovered(String source, String kind, String sentence);
}
