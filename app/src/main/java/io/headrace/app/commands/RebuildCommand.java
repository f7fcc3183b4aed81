package io.headrace.app.commands;

import picocli.CommandLine.Command;

/// `headrace rebuild`: its subcommands make again from the topics what the topics have brought about.
@Command(
        name = "rebuild",
        synopsisSubcommandLabel = "(registry)",
        description = "Makes again, from the topics alone, what was made from them.",
        subcommands = {RebuildRegistryCommand.class})
public final class RebuildCommand {}
