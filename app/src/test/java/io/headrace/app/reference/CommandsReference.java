package io.headrace.app.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Every command as a section of a page.
final class CommandsReference {

    private static final String INTRODUCTION = """
            # Commands

            Written from the code; `./headrace COMMAND --help` says the same. Every command has `-h`, `--help` and `-V`, `--version`, which are not repeated below.

            | exit code | |
            |---|---|
            | 0 | done; of `--help` and `--version` too |
            | 1 | failed, or what was asked does not hold, or was refused; a sentence says why |
            | 2 | bad input: an unknown option, a value that none can be, settings that are wrong |

            A command that runs until Ctrl-C (`up`, `run`, `demo`, `events --follow`) ends with what Java gives for the signal: 130 for Ctrl-C, 143 for SIGTERM.

            | command | |
            |---|---|
            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private CommandsReference() {}

    static String of(CommandSpec root) {
        CommandsReference reference = new CommandsReference();
        List<CommandSpec> all = below(root).toList();
        all.forEach(command -> reference.page.append("| %s | %s |\n".formatted(link(command), summary(command))));
        all.forEach(reference::section);
        return reference.page.toString();
    }

    private static Stream<CommandSpec> below(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .distinct()
                .flatMap(sub -> Stream.concat(Stream.of(sub), below(sub)));
    }

    private void section(CommandSpec command) {
        page.append("\n## ").append(command.qualifiedName()).append('\n');
        page.append(description(command)).append("\n\n```\n").append(synopsis(command)).append("\n```\n");
        table("parameter", command.positionalParameters().stream().map(CommandsReference::row));
        table(
                "option",
                command.options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
                        .map(CommandsReference::row));
    }

    private void table(String of, Stream<String> rows) {
        List<String> all = rows.toList();
        if (!all.isEmpty()) {
            page.append("\n| %s | |\n|---|---|\n".formatted(of));
            all.forEach(page::append);
        }
    }

    private static String row(PositionalParamSpec parameter) {
        return row("`%s`".formatted(parameter.paramLabel()), parameter.description());
    }

    private static String row(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : ' ' + option.paramLabel();
        return row(
                Arrays.stream(option.names())
                        .map(name -> "`%s%s`".formatted(name, value))
                        .collect(Collectors.joining(", ")),
                option.description());
    }

    private static String row(String name, String[] description) {
        return "| %s | %s |\n".formatted(Page.cell(name), Page.cell(String.join(" ", description)));
    }

    private static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    /// The first sentence of its description.
    private static String summary(CommandSpec command) {
        return Page.cell(description(command).replaceFirst("(?s)(\\.|:) .*", "."));
    }

    private static String synopsis(CommandSpec command) {
        return new Help(command, Help.defaultColorScheme(Help.Ansi.OFF))
                .synopsis(0)
                .replace("[-hV] ", "")
                .replace(" [-hV]", "")
                .strip();
    }

    private static String link(CommandSpec command) {
        String name = command.qualifiedName();
        return "[`%s`](#%s)".formatted(name, name.replace(' ', '-'));
    }
}
