package io.headrace.deployment.stream;

import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerDismissed;
import io.headrace.kernel.checkpoint.OwnTables;
import io.headrace.kernel.stream.Received;
import io.headrace.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The table of models as the topics tell it: every accepted version but the dismissed ones.
public final class ModelTables implements OwnTables {

    @Override
    public List<String> tables() {
        return List.of("headrace.model");
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.VALIDATION, Topics.DEPLOYMENT);
    }

    @Override
    public void apply(Connection tx, Received received) throws SQLException {
        if (received instanceof Received.Event event) {
            switch (event.payload()) {
                case ChallengerAccepted accepted -> Models.keep(tx, accepted.getModel());
                case ChallengerDismissed dismissed ->
                    Models.delete(tx, dismissed.getPipeline(), dismissed.getVersion());
                // The others change no model.
                default -> {}
            }
        }
    }
}
