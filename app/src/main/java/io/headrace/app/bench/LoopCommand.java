package io.headrace.app.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `headrace bench loop`.
@Command(
        name = "loop",
        description = {
            "From COMMIT to the verified model in a subscriber's callback: 20 features over 50,000 rows, one pipeline and four.",
            "Takes about four minutes."
        })
final class LoopCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private CommitOptions commits = new CommitOptions();

    @Override
    public Integer call() {
        Duration pace = commits.pace(Loop.PACE);
        return new BenchRun("loop", options).run(new Loop(commits.count(), pace));
    }
}
