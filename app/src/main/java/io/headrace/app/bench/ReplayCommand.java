package io.headrace.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `headrace bench replay`.
@Command(
        name = "replay",
        description = {
            "From a topic to the state again: rows per second of `rebuild dataset` beside a bare consumer of the same topic,"
                    + " a clean stop and start of `up`, and from kill -9 of `up`, and of the services alone, to the first decision.",
            "Takes about six minutes."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int LEAST_ROWS = 10_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows of the table, which are the state (default: 1000000).")
    private int rows = 1_000_000;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often `up` is stopped, and each is killed; medians count (default: 3).")
    private int kills = 3;

    @Override
    public Integer call() {
        BenchOptions.require("--rows", rows, LEAST_ROWS, "fewer than 10000 rows are no state");
        BenchOptions.require("--kills", kills, 1, "nothing is measured without one");
        return new BenchRun("replay", options).runAlone(new Replay(rows, kills));
    }
}
