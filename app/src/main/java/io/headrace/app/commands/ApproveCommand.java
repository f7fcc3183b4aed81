package io.headrace.app.commands;

import io.headrace.app.commands.Asking.Wish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace approve`.
@Command(name = "approve", description = "Deploys a version that waits for approval.")
public final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private Asking asking = new Asking();

    @Parameters(
            paramLabel = "PIPELINE[@VERSION]",
            converter = Target.Converter.class,
            description = "Its name and the version; without one, the version that waits.")
    private Target target = new Target("", null);

    @Override
    public Integer call() {
        return asking.ask(Wish.of("approve", target));
    }
}
