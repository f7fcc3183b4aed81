package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.LetterState.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace dead-letters list`.
@Command(
        name = "list",
        description = {"Lists the newest dead letters that are open.", "With --json, one object a line."})
final class DeadLettersListCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Mixin
    private LetterFilter filter = new LetterFilter();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Only what this service could not take.")
    private @Nullable String service;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in this state: open, replayed or discarded (default: open).")
    private State state = State.OPEN;

    @Option(names = "--all", description = "Those that are replayed or discarded too.")
    private boolean all;

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
        Deque<LetterState> newest = new ArrayDeque<>();
        long[] found = {0};
        try (DeadLetterBox box = new DeadLetterBox(output.environment());
                Session session = output.session()) {
            LetterFilter.requireService(service, box.services());
            box.forEach(session, letter -> {
                if (filter.takes(letter, service) && (all || letter.state() == state)) {
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

    private void print(List<LetterState> letters, long found) {
        if (output.json()) {
            letters.forEach(letter -> Print.json(output.out(), letter.json()));
            return;
        }
        if (letters.isEmpty()) {
            output.out().println("there are none");
            return;
        }
        Print.table(
                output.out(),
                List.of("LETTER", "STATE", "PUT ASIDE", "IT STOOD AT", "REASON"),
                letters.stream()
                        .map(state -> List.of(
                                state.letter().name(),
                                state.state().name().toLowerCase(Locale.ROOT),
                                Print.shown(state.letter().time()),
                                state.letter().origin(),
                                Print.brief(state.reason())))
                        .toList());
        if (found > letters.size()) {
            output.out().println("%d older ones: --last %d lists them all".formatted(found - letters.size(), found));
        }
    }
}
