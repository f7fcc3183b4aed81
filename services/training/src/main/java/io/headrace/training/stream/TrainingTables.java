package io.headrace.training.stream;

import io.headrace.events.DatasetVersion;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.kernel.checkpoint.OwnTables;
import io.headrace.kernel.stream.Received;
import io.headrace.schemas.Topics;
import io.headrace.training.run.Coefficients;
import io.headrace.training.run.DatasetRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The tables of training as the topics tell them: what each version computes stands in its artifact, and the sums of
/// each revision in its newest dataset version.
public final class TrainingTables implements OwnTables {

    @Override
    public List<String> tables() {
        return List.of("headrace.dataset_version", "headrace.model_coefficients");
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.DATASET, Topics.TRAINING);
    }

    @Override
    public void apply(Connection tx, Received received) throws SQLException {
        switch (received) {
            case Received.Keyed(var origin, var time, var key, DatasetVersion version) ->
                DatasetRows.keep(tx, TrainingRoutes.key(version), TrainingRoutes.packed(version));
            case Received.Event event
            when event.payload() instanceof ModelTrained trained -> keep(tx, trained.getModel());
            // The others change neither.
            case Received.Keyed _, Received.Event _, Received.ChangedRow _, Received.PutAside _ -> {}
        }
    }

    private static void keep(Connection tx, ModelVersion model) throws SQLException {
        Coefficients.of(model.getArtifact()).keep(tx, model.getPipeline(), model.getVersion(), model.getRevision());
    }
}
