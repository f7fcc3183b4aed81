package io.headrace.client;

/// Takes each model as it goes into production.
@FunctionalInterface
public interface ModelListener {

    /// Takes the model. Whoever may be called twice for one deployment (after a crash, or after having thrown)
    /// tells them apart by [Model#id()].
    ///
    /// @throws Exception to be called again with the same model
    void onModel(Model model) throws Exception;
}
