package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.trace.Traceparent;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `headrace events`: what was decided.
@Command(
        name = "events",
        description = {
            "Prints decisions from the event topics: the last 20, those from a start on, or those to come.",
            "With --json, one CloudEvent a line; bytes of artifacts are left out.",
            "With --follow a line says where the live end begins; in JSON it is {\"live\":true}."
        })
public final class EventsCommand implements Callable<Integer> {

    private static final int LAST = 20;

    @Mixin
    private Output output = new Output();

    @Parameters(arity = "0..1", paramLabel = "PIPELINE", description = "Only its events and those of its incidents.")
    private @Nullable String pipeline;

    @Option(names = "--follow", description = "Print events as they come, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--from",
            paramLabel = "START",
            converter = EventStart.Converter.class,
            description = {
                "Begin with the first one ever (beginning), with the models in production (current), "
                        + "at a time (2026-01-31T12:00:00Z, or without a zone in local time), or behind the event of an id."
            })
    private @Nullable EventStart from;

    @Override
    public Integer call() {
        try (EventLog log = new EventLog(output.environment())) {
            past(log).forEach(this::print);
            if (follow) {
                liveFromHere();
            }
            while (follow) {
                log.next().stream().filter(this::isWanted).forEach(this::print);
            }
        }
        return 0;
    }

    private List<Event> past(EventLog log) {
        if (from instanceof EventStart.Current) {
            return log.current().stream().filter(this::isWanted).toList();
        }
        if (from == null && follow) {
            return List.of();
        }
        List<Event> all = log.all();
        List<Event> events = (from == null ? all : from.past(all, Instant.now()))
                .stream().filter(this::isWanted).toList();
        if (all.stream().noneMatch(this::isWanted) && pipeline != null && !follow) {
            throw CommandFailure.failed(
                    "there are no events of %s; `headrace get` lists the pipelines there are".formatted(pipeline));
        }
        return from == null ? events.subList(Math.max(0, events.size() - LAST), events.size()) : events;
    }

    /// What stands above was there before; what comes below happens as one looks.
    private void liveFromHere() {
        if (output.json()) {
            Print.json(output.out(), Map.of("live", true));
        } else {
            output.out().println("---- live from here ----");
            output.out().flush();
        }
    }

    /// Aggregates of incidents are called `pipeline/kind`.
    private boolean isWanted(Event event) {
        return pipeline == null
                || event.subject().equals(pipeline)
                || event.subject().startsWith(pipeline + "/");
    }

    private void print(Event event) {
        PrintWriter out = output.out();
        if (output.json()) {
            Print.json(out, cloudEvent(event));
        } else {
            out.println("%s  %-20s  %s: %s"
                    .formatted(
                            Print.shown(event.time()),
                            event.type(),
                            event.subject(),
                            EventLine.sentence(event.payload())));
            out.flush();
        }
    }

    private static Map<String, @Nullable Object> cloudEvent(Event event) {
        Map<String, @Nullable Object> cloudEvent = new LinkedHashMap<>();
        cloudEvent.put("specversion", "1.0");
        cloudEvent.put("id", event.id());
        cloudEvent.put("type", "io.headrace." + event.type());
        cloudEvent.put("subject", event.subject());
        cloudEvent.put("time", event.time());
        cloudEvent.put("sequence", event.sequence());
        cloudEvent.put("causation", event.causation());
        cloudEvent.put("correlation", event.correlation());
        Traceparent at = event.cause().parent();
        if (at != null) {
            cloudEvent.put("traceparent", at.toString());
        }
        cloudEvent.put("data", data(event.payload()));
        return cloudEvent;
    }

    /// Avro writes a record as JSON; artifacts are too long for a terminal.
    private static @Nullable Object data(SpecificRecord payload) {
        Object tree = JsonMapper.shared().readValue(payload.toString().getBytes(StandardCharsets.UTF_8), Object.class);
        return withoutBytes(tree);
    }

    private static @Nullable Object withoutBytes(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    if (!"artifact".equals(key)) {
                        copy.put(key, withoutBytes(value));
                    }
                });
                yield copy;
            }
            case List<?> list ->
                list.stream().<@Nullable Object>map(EventsCommand::withoutBytes).toList();
            case null, default -> tree;
        };
    }
}
