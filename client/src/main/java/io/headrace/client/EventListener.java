package io.headrace.client;

/// Takes events, one at a time.
@FunctionalInterface
public interface EventListener {

    /// Takes an event.
    ///
    /// @throws Exception to be called again with the same event
    void onEvent(Event event) throws Exception;

    /// All that was there when the subscription began has been delivered: from here on events come as they happen.
    /// Called once.
    default void onLive() {}
}
