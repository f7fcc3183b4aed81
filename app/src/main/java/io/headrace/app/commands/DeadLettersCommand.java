package io.headrace.app.commands;

import picocli.CommandLine.Command;

/// `headrace dead-letters`: what services could not take.
@Command(
        name = "dead-letters",
        synopsisSubcommandLabel = "(list | show | replay | discard)",
        description = {
            "Shows and settles what services could not read or apply.",
            "It was put aside as it came, and they went on without it."
        },
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersReplayCommand.class,
            DeadLettersDiscardCommand.class
        })
public final class DeadLettersCommand {}
