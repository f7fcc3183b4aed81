package io.headrace.app.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `headrace bench hop`.
@Command(
        name = "hop",
        description = {
            "From COMMIT to the row in a consumer of Kafka: capture beside the bare Debezium engine with a plain producer.",
            "Takes about two minutes."
        })
final class HopCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private CommitOptions commits = new CommitOptions();

    @Override
    public Integer call() {
        Duration pace = commits.pace(Hop.PACE);
        return new BenchRun("hop", options).run(new Hop(commits.count(), pace));
    }
}
