package io.headrace.app.commands;

import io.headrace.app.commands.Asking.Wish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace resume`.
@Command(name = "resume", description = "Ends the hold of a rollback; what waits is deployed.")
public final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private Asking asking = new Asking();

    @Parameters(paramLabel = "PIPELINE", converter = Target.WholeConverter.class, description = "Its name.")
    private Target target = new Target("", null);

    @Override
    public Integer call() {
        return asking.ask(Wish.of("resume", target));
    }
}
