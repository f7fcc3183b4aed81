package io.headrace.client;

/// Takes each model as it goes into production.
@FunctionalInterface
public interface ModelListener {

    /// Takes the model. Whoever may be called twice for one deployment (after a crash, or after having thrown)
    /// tells them apart by [Model#id()].
    ///
    /// @throws Exception to be called again with the same model
    void onModel(Model model) throws Exception;

    /// The model that was in production when the subscription began, if there was one, has been delivered: from here
    /// on models come as they are deployed. Called once.
    default void onLive() {}
}
