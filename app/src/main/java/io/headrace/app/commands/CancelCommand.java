package io.headrace.app.commands;

import io.headrace.app.commands.Asking.Wish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace cancel`.
@Command(
        name = "cancel",
        description = {
            "Ends the run of a pipeline that waits for a worker or is with one. It makes no version; "
                    + "the next run begins when the trigger says so, or with `retrain`."
        })
public final class CancelCommand implements Callable<Integer> {

    @Mixin
    private Asking asking = new Asking();

    @Parameters(paramLabel = "PIPELINE", converter = Target.WholeConverter.class, description = "Its name.")
    private Target target = new Target("", null);

    @Override
    public Integer call() {
        return asking.ask(Wish.of("cancel", target));
    }
}
