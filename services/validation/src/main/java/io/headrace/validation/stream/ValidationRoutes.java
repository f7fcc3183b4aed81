package io.headrace.validation.stream;

import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Routes;
import io.headrace.schemas.Topics;
import io.headrace.validation.core.ValidationCommand;
import java.util.List;

/// The topics that validation reads: new versions, and what became of earlier ones.
public final class ValidationRoutes {

    private ValidationRoutes() {}

    public static Routes<ValidationCommand> routes() {
        return new Routes<ValidationCommand>()
                .events(Topics.TRAINING, ValidationRoutes::inputs)
                .events(Topics.DEPLOYMENT, ValidationRoutes::inputs);
    }

    private static List<Input<ValidationCommand>> inputs(Event event) {
        return ValidationMessages.command(event.payload())
                .map(command -> new Input<>(event.subject(), event.cause(), command))
                .stream()
                .toList();
    }
}
