package io.headrace.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `headrace dead-letters discard`.
@Command(
        name = "discard",
        description = {
            "Settles dead letters that nobody needs. A discarded letter is never taken.",
            "Exits with 1 where one was refused."
        })
final class DeadLettersDiscardCommand implements Callable<Integer> {

    @Mixin
    private LetterAsking asking = new LetterAsking();

    @Override
    public Integer call() {
        return asking.ask("discard");
    }
}
