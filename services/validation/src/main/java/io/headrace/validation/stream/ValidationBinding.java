package io.headrace.validation.stream;

import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerRejected;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.OutboxMessage;
import io.headrace.validation.core.Validation;
import io.headrace.validation.core.ValidationCommand;
import io.headrace.validation.core.ValidationDecider;
import io.headrace.validation.core.ValidationEvent;
import java.sql.Connection;
import java.util.List;
import org.apache.avro.Schema;

/// How validation's decider meets the outbox.
public final class ValidationBinding implements DeciderBinding<ValidationCommand, Validation, ValidationEvent> {

    private static final String SERVICE = "validation";

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Decider<ValidationCommand, Validation, ValidationEvent> decider() {
        return new ValidationDecider();
    }

    @Override
    public Class<Validation> stateType() {
        return Validation.class;
    }

    @Override
    public List<Schema> schemas() {
        return List.of(
                ChallengerAccepted.getClassSchema(),
                ChallengerRejected.getClassSchema(),
                ChallengerOutdated.getClassSchema());
    }

    @Override
    public List<OutboxMessage> outbox(String pipeline, ValidationEvent event, Connection tx) {
        return ValidationMessages.message(event).map(message -> new OutboxMessage(SERVICE, pipeline, message)).stream()
                .toList();
    }
}
