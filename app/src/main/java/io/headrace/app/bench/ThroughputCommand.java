package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `headrace bench throughput`.
@Command(
        name = "throughput",
        description = {
            "Rows per second from WAL to applied dataset: beside the bare engine into nothing, and beside engine, Kafka and RocksDB.",
            "Takes about eight minutes."
        })
final class ThroughputCommand implements Callable<Integer> {

    /// Of the 200 that PostgreSQL takes.
    private static final int MOST_CONNECTIONS = 100;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Rows of a load (default: 300000): in many transactions, and again in one.")
    private int rows = 300_000;

    @Option(
            names = "--transaction",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Rows of a transaction, where the load is many of them (default: 10000).")
    private int transaction = 10_000;

    @Override
    public Integer call() {
        BenchOptions.require("--rows", rows, 1_000, "fewer than 1000 rows are no load");
        BenchOptions.require("--transaction", transaction, 1, "a transaction has at least one row");
        if (rows / transaction > MOST_CONNECTIONS) {
            throw CommandFailure.badInput(
                    "--transaction is %d: %d transactions would be open at once and %d may be; name a larger one"
                            .formatted(transaction, rows / transaction, MOST_CONNECTIONS));
        }
        return new BenchRun("throughput", options).run(new Throughput(rows, transaction));
    }
}
