package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.stream.Received.Event;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
            "Prints decisions from the event topics: the last 20, all of them, or those to come.",
            "With --json, one CloudEvent a line; bytes of artifacts are left out."
        })
public final class EventsCommand implements Callable<Integer> {

    private static final int LAST = 20;

    @Mixin
    private Output output = new Output();

    @Parameters(arity = "0..1", paramLabel = "PIPELINE", description = "Only its events and those of its incidents.")
    private @Nullable String pipeline;

    @Option(names = "--follow", description = "Print events as they come, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--from-beginning", description = "Begin with the first one ever.")
    private boolean fromBeginning;

    @Override
    public Integer call() {
        try (EventLog log = new EventLog(output.environment())) {
            if (fromBeginning || !follow) {
                List<Event> events = log.all().stream().filter(this::isWanted).toList();
                if (events.isEmpty() && pipeline != null && !follow) {
                    throw CommandFailure.failed(
                            "there are no events of %s; `headrace get` lists the pipelines there are"
                                    .formatted(pipeline));
                }
                int first = fromBeginning ? 0 : Math.max(0, events.size() - LAST);
                events.subList(first, events.size()).forEach(this::print);
            }
            while (follow) {
                log.next().stream().filter(this::isWanted).forEach(this::print);
            }
        }
        return 0;
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
