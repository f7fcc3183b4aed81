package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.stream.Received.Event;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where a reader of events begins.
sealed interface EventStart {

    /// With the first one ever.
    record Beginning() implements EventStart {}

    /// With the models that are in production, and then what follows.
    record Current() implements EventStart {}

    /// With the first of a time.
    record At(Instant time) implements EventStart {}

    /// With the one behind an event.
    record Behind(String id) implements EventStart {}

    /// What is there already, as far as the start wants it.
    ///
    /// @param events all there are, in order
    /// @param now a time that is yet to come has no events
    /// @throws CommandFailure if there is no such place
    default List<Event> past(List<Event> events, Instant now) {
        return switch (this) {
            case Beginning _ -> events;
            case Current _ -> List.of();
            case At(Instant time) -> {
                if (time.isAfter(now)) {
                    throw CommandFailure.badInput(
                            "%s is yet to come: begin at a time that is past, or use --follow alone".formatted(time));
                }
                yield events.stream()
                        .filter(event -> !event.time().isBefore(time))
                        .toList();
            }
            case Behind(String id) -> {
                int place = IntStream.range(0, events.size())
                        .filter(i -> events.get(i).id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> CommandFailure.failed(
                                "there is no event %s; `headrace events --json` prints the id of each".formatted(id)));
                yield events.subList(place + 1, events.size());
            }
        };
    }

    /// Reads what a person typed.
    final class Converter implements ITypeConverter<EventStart> {

        private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

        @Override
        public EventStart convert(String text) {
            if (text.equals("beginning")) {
                return new Beginning();
            }
            if (text.equals("current")) {
                return new Current();
            }
            if (text.matches(ID)) {
                return new Behind(text.toLowerCase(Locale.ROOT));
            }
            try {
                return new At(new AsOf().convert(text));
            } catch (TypeConversionException e) {
                throw new TypeConversionException(
                        "'%s' is no start: write beginning, current, the id of an event, or a time such as 2026-01-31T12:00:00Z"
                                .formatted(text));
            }
        }
    }
}
