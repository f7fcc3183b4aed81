package io.headrace.app.commands;

import io.headrace.app.commands.Asking.Wish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace rollback`.
@Command(
        name = "rollback",
        description = "Brings an earlier version back to production and holds automatic deployment until `resume`.")
public final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private Asking asking = new Asking();

    @Parameters(
            paramLabel = "PIPELINE[@VERSION]",
            converter = Target.Converter.class,
            description = "Its name and the version; without one, the version before.")
    private Target target = new Target("", null);

    @Override
    public Integer call() {
        return asking.ask(Wish.of("rollback", target));
    }
}
