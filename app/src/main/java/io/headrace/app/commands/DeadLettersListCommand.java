package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.stream.DeadLetter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace dead-letters list`.
@Command(
        name = "list",
        description = {"Lists the newest dead letters.", "With --json, one object a line."})
final class DeadLettersListCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Only what this service could not take.")
    private @Nullable String service;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason holds this text.")
    private String reason = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = AsOf.class,
            description =
                    "Only those put aside then or later: 2026-01-31T12:00:00Z, or 2026-01-31T12:00 in local time.")
    private Instant since = Instant.EPOCH;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the newest (default: 20).")
    private int last = 20;

    @Override
    public Integer call() {
        if (last < 1) {
            throw CommandFailure.badInput("--last is %d: it counts letters, 1 or more".formatted(last));
        }
        Deque<DeadLetter> newest = new ArrayDeque<>();
        long[] found = {0};
        try (DeadLetterBox box = new DeadLetterBox(output.environment())) {
            requireService(box.services());
            box.forEach(message -> {
                DeadLetter letter = DeadLetter.read(message);
                if (isWanted(letter)) {
                    found[0]++;
                    newest.add(letter);
                    if (newest.size() > last) {
                        newest.remove();
                    }
                }
            });
        }
        print(List.copyOf(newest), found[0]);
        return 0;
    }

    private void requireService(List<String> services) {
        if (service != null && !services.contains(service)) {
            throw CommandFailure.badInput("there is no service '%s' with dead letters; there are %s"
                    .formatted(service, String.join(", ", services)));
        }
    }

    private boolean isWanted(DeadLetter letter) {
        return (service == null || letter.service().equals(service))
                && letter.reason().contains(reason)
                && !letter.time().isBefore(since);
    }

    private void print(List<DeadLetter> letters, long found) {
        if (output.json()) {
            letters.forEach(letter -> Print.json(output.out(), json(letter)));
            return;
        }
        if (letters.isEmpty()) {
            output.out().println("there are none");
            return;
        }
        Print.table(
                output.out(),
                List.of("LETTER", "PUT ASIDE", "IT STOOD AT", "REASON"),
                letters.stream()
                        .map(letter -> List.of(
                                letter.name(),
                                Print.shown(letter.time()),
                                letter.origin(),
                                Print.brief(letter.reason())))
                        .toList());
        if (found > letters.size()) {
            output.out().println("%d older ones: --last %d lists them all".formatted(found - letters.size(), found));
        }
    }

    static Map<String, @Nullable Object> json(DeadLetter letter) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("letter", letter.name());
        json.put("service", letter.service());
        json.put("time", letter.time());
        json.put("origin", letter.origin());
        json.put("reason", letter.reason());
        json.put("version", letter.version());
        return json;
    }
}
