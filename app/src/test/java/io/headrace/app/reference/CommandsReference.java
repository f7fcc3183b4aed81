package io.headrace.app.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

            Written from the code; `./headrace COMMAND --help` says the same.

            | exit code | |
            |---|---|
            | 0 | done; of `--help` and `--version` too |
            | 1 | failed, or what was asked does not hold, or was refused; a sentence says why |
            | 2 | bad input: an unknown option, a value that none can be, settings that are wrong |

            A command that runs until Ctrl-C (`up`, `run`, `demo`, `events --follow`) ends with what Java gives for the signal: 130 for Ctrl-C, 143 for SIGTERM.
            """;

    /// What so many commands have is told once.
    private static final int MANY = 6;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);
    private final Set<String> common;

    private CommandsReference(Set<String> common) {
        this.common = common;
    }

    static String of(CommandSpec root) {
        List<CommandSpec> all = below(root).toList();
        Map<String, Long> rows = all.stream()
                .flatMap(CommandsReference::options)
                .collect(Collectors.groupingBy(row -> row, LinkedHashMap::new, Collectors.counting()));
        rows.values().removeIf(commands -> commands < MANY);
        CommandsReference reference = new CommandsReference(rows.keySet());
        reference.table("command", all.stream().map(command -> row(link(command), summary(command))));
        reference.table("option of many commands", rows.keySet().stream());
        all.forEach(reference::section);
        return reference.page.toString();
    }

    private static Stream<String> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).map(CommandsReference::row);
    }

    private static Stream<CommandSpec> below(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .distinct()
                .flatMap(sub -> Stream.concat(Stream.of(sub), below(sub)));
    }

    private void section(CommandSpec command) {
        page.append("\n## ").append(command.qualifiedName()).append('\n');
        page.append(description(command))
                .append("\n\n```\n")
                .append(synopsis(command))
                .append("\n```\n");
        table("parameter", command.positionalParameters().stream().map(CommandsReference::row));
        table("option", options(command).filter(row -> !common.contains(row)));
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

    private static String row(String name, String... description) {
        return "| %s | %s |\n".formatted(Page.cell(name), Page.cell(String.join(" ", description)));
    }

    private static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    /// The first sentence of its description.
    private static String summary(CommandSpec command) {
        return description(command).replaceFirst("(?s)(\\.|:) .*", ".");
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
