package io.headrace.app;

import io.headrace.app.up.UpCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/// The root of the command line.
@Command(
        name = "headrace",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "headrace 0.1.0",
        description = "Keeps machine-learning models in step with the tables they are trained from.",
        footer = {"", "Exit codes: 0 done; 1 failed, or a condition did not hold; 2 bad input."},
        subcommands = {UpCommand.class, EnvCommand.class})
public final class Headrace {

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs a command line and returns its exit code.
    static int run(String... arguments) {
        return new CommandLine(new Headrace())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Headrace::report)
                .execute(arguments);
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof CommandFailure refused) {
            PrintWriter err = command.getErr();
            err.println(refused.getMessage());
            err.flush();
            return refused.exitCode();
        }
        throw failure;
    }
}
