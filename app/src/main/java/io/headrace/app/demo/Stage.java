package io.headrace.app.demo;

import io.headrace.app.Environment;
import io.headrace.app.commands.Session;
import io.headrace.app.timing.Deliveries;
import io.headrace.app.up.Progress;
import io.headrace.client.Model;
import io.headrace.events.ModelDeployed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;

/// What the chapters of the story work with.
///
/// @param pipeline its name
/// @param table the houses
/// @param session to ask and to look up
/// @param narrator tells the decisions
/// @param deliveries what the subscriber was given
record Stage(
        String pipeline, HouseTable table, Session session, Narrator narrator, Deliveries deliveries, Progress progress)
        implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    static Stage open(Environment environment, Progress progress) throws SQLException {
        Session session = Session.open(environment);
        String suffix = HouseTable.freeSuffix(session);
        String pipeline = "house-price" + suffix.replace('_', '-');
        return new Stage(
                pipeline,
                HouseTable.create(environment, "public.house" + suffix),
                session,
                new Narrator(environment, pipeline, progress),
                new Deliveries(environment, pipeline),
                progress);
    }

    void chapter(String title) {
        progress.line("");
        progress.line("== " + title);
    }

    void says(String sentence) {
        progress.says(sentence);
    }

    /// The next model in the subscriber's hands, told after the decision that brought it.
    ///
    /// @param from how many it had been given before
    Model delivered(String what, int from, Predicate<Model> condition) {
        Model model = deliveries.await(what, from, condition, PATIENCE).model();
        ModelDeployed _ =
                narrator.await(0, ModelDeployed.class, event -> event.getDeployment() == model.deployment(), PATIENCE);
        says("the subscriber has v%d: %d bytes, sha256 %s…, rmse %s"
                .formatted(model.version(), model.bytes().length, model.sha256().substring(0, 12), rmse(model)));
        return model;
    }

    /// As the registry tells it, when it knows the version.
    String rmse(Model model) {
        return session.await(
                        PATIENCE,
                        "select rmse from headrace_registry.model_version where pipeline = ? and version = ?",
                        pipeline,
                        model.version())
                .map(row -> row.text("rmse"))
                .orElse("unknown");
    }

    @Override
    public void close() {
        deliveries.close();
        narrator.close();
        table.close();
        session.close();
    }
}
