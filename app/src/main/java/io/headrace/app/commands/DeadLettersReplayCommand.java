package io.headrace.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `headrace dead-letters replay`.
@Command(
        name = "replay",
        description = {
            "Has a service take its dead letters after all, each once however often it is asked.",
            "Exits with 1 where one was refused."
        })
final class DeadLettersReplayCommand implements Callable<Integer> {

    @Mixin
    private LetterAsking asking = new LetterAsking();

    @Override
    public Integer call() {
        return asking.ask("replay");
    }
}
