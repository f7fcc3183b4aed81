package io.headrace.app.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How many commits are measured, and how fast they come. A picocli mixin.
final class CommitOptions {

    @Option(
            names = "--commits",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many commits count in each measurement (default: 1000).")
    private int commits = 1_000;

    @Option(names = "--pace", paramLabel = "MS", description = "Milliseconds from one commit to the next.")
    private @Nullable Integer pace;

    int count() {
        BenchOptions.require("--commits", commits, 100, "a p99 needs 100 commits or more");
        return commits;
    }

    Duration pace(Duration usual) {
        if (pace == null) {
            return usual;
        }
        BenchOptions.require("--pace", pace, 1, "commits are 1 ms or more apart");
        return Duration.ofMillis(pace);
    }
}
