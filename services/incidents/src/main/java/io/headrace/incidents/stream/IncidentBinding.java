package io.headrace.incidents.stream;

import io.headrace.events.IncidentAcknowledged;
import io.headrace.events.IncidentOpened;
import io.headrace.events.IncidentRecurred;
import io.headrace.events.IncidentResolved;
import io.headrace.events.RequestAnswered;
import io.headrace.incidents.core.Incident;
import io.headrace.incidents.core.IncidentCommand;
import io.headrace.incidents.core.IncidentCommand.Acknowledge;
import io.headrace.incidents.core.IncidentCommand.Clear;
import io.headrace.incidents.core.IncidentCommand.PutAside;
import io.headrace.incidents.core.IncidentCommand.Report;
import io.headrace.incidents.core.IncidentCommand.Settle;
import io.headrace.incidents.core.IncidentDecider;
import io.headrace.incidents.core.IncidentEvent;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.OutboxMessage;
import java.sql.Connection;
import java.util.List;
import org.apache.avro.Schema;

/// How the rules of incidents meet the outbox.
public final class IncidentBinding implements DeciderBinding<IncidentCommand, Incident, IncidentEvent> {

    private static final String TOPIC = "incident";

    @Override
    public String service() {
        return "incidents";
    }

    @Override
    public Decider<IncidentCommand, Incident, IncidentEvent> decider() {
        return new IncidentDecider();
    }

    @Override
    public Class<Incident> stateType() {
        return Incident.class;
    }

    @Override
    public List<Schema> schemas() {
        return List.of(
                IncidentOpened.getClassSchema(),
                IncidentRecurred.getClassSchema(),
                IncidentAcknowledged.getClassSchema(),
                IncidentResolved.getClassSchema(),
                RequestAnswered.getClassSchema());
    }

    @Override
    public List<OutboxMessage> outbox(String incident, IncidentEvent event, Connection tx) {
        return IncidentMessages.message(incident, event)
                .map(message -> new OutboxMessage(TOPIC, incident, message))
                .stream()
                .toList();
    }

    @Override
    public List<IncidentEvent> refused(IncidentCommand command, String reason) {
        return switch (command) {
            case Acknowledge request -> List.of(IncidentDecider.refusal(request, reason));
            case Report _, PutAside _, Settle _, Clear _ -> List.of();
        };
    }
}
