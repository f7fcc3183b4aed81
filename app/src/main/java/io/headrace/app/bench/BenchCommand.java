package io.headrace.app.bench;

import picocli.CommandLine.Command;

/// `headrace bench`: its subcommands measure.
@Command(
        name = "bench",
        synopsisSubcommandLabel = "(hop | loop | throughput | replay | train)",
        description = {
            "Measures Headrace beside its bare counterpart, in one run, on servers of its own.",
            "An aim that is missed is told, and is no failure."
        },
        subcommands = {
            HopCommand.class,
            LoopCommand.class,
            ThroughputCommand.class,
            ReplayCommand.class,
            TrainCommand.class
        })
public final class BenchCommand {}
