package io.headrace.app.commands;

import io.headrace.app.commands.Asking.Wish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace retrain`.
@Command(name = "retrain", description = "Asks for a run of a pipeline now, whatever its trigger says.")
public final class RetrainCommand implements Callable<Integer> {

    @Mixin
    private Asking asking = new Asking();

    @Parameters(paramLabel = "PIPELINE", converter = Target.WholeConverter.class, description = "Its name.")
    private Target target = new Target("", null);

    @Override
    public Integer call() {
        return asking.ask(Wish.of("retrain", target));
    }
}
