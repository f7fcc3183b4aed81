package io.headrace.deployment.stream;

import io.headrace.deployment.core.Deployment;
import io.headrace.deployment.core.DeploymentCommand;
import io.headrace.deployment.core.DeploymentDecider;
import io.headrace.deployment.core.DeploymentEvent;
import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerPending;
import io.headrace.events.DeploymentHeld;
import io.headrace.events.DeploymentResumed;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.events.RequestAnswered;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.OutboxMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/// How deployment's decider meets the outbox and the table of models.
public final class DeploymentBinding implements DeciderBinding<DeploymentCommand, Deployment, DeploymentEvent> {

    private static final String SERVICE = "deployment";
    private static final String LIVE = "live";

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Decider<DeploymentCommand, Deployment, DeploymentEvent> decider() {
        return new DeploymentDecider();
    }

    @Override
    public Class<Deployment> stateType() {
        return Deployment.class;
    }

    @Override
    public List<Schema> schemas() {
        return List.of(
                ModelDeployed.getClassSchema(),
                LiveModel.getClassSchema(),
                ChallengerPending.getClassSchema(),
                ChallengerDismissed.getClassSchema(),
                DeploymentHeld.getClassSchema(),
                DeploymentResumed.getClassSchema(),
                RequestAnswered.getClassSchema());
    }

    @Override
    public List<OutboxMessage> outbox(String pipeline, DeploymentEvent event, Connection tx) throws SQLException {
        return DeploymentMessages.messages(pipeline, event, version -> Models.read(tx, pipeline, version)).stream()
                .map(message -> new OutboxMessage(aggregateType(message), pipeline, message))
                .toList();
    }

    @Override
    public Optional<DeploymentCommand> after(String pipeline, DeploymentEvent event, Connection tx)
            throws SQLException {
        if (event instanceof DeploymentEvent.ChallengerDismissed dismissed) {
            Models.delete(tx, pipeline, dismissed.version());
        }
        return Optional.empty();
    }

    private static String aggregateType(SpecificRecord message) {
        return message instanceof LiveModel ? LIVE : SERVICE;
    }
}
