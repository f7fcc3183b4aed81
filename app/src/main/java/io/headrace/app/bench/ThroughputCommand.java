package io.headrace.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `headrace bench throughput`.
@Command(
        name = "throughput",
        description = {
            "Rows per second from WAL to applied dataset: beside the bare engine into nothing, and beside engine, Kafka and RocksDB.",
            "Takes about four minutes."
        })
final class ThroughputCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Rows of each transaction (default: 300000).")
    private int rows = 300_000;

    @Override
    public Integer call() {
        BenchOptions.require("--rows", rows, 1_000, "fewer than 1000 rows are no load");
        return new BenchRun("throughput", options).run(new Throughput(rows));
    }
}
