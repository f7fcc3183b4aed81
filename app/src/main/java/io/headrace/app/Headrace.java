package io.headrace.app;

import io.headrace.app.bench.BenchCommand;
import io.headrace.app.commands.AcknowledgeCommand;
import io.headrace.app.commands.ApplyCommand;
import io.headrace.app.commands.ApproveCommand;
import io.headrace.app.commands.CancelCommand;
import io.headrace.app.commands.DeadLettersCommand;
import io.headrace.app.commands.DeleteCommand;
import io.headrace.app.commands.DescribeCommand;
import io.headrace.app.commands.EventsCommand;
import io.headrace.app.commands.GetCommand;
import io.headrace.app.commands.HistoryCommand;
import io.headrace.app.commands.RejectCommand;
import io.headrace.app.commands.RereadCommand;
import io.headrace.app.commands.ResumeCommand;
import io.headrace.app.commands.RetrainCommand;
import io.headrace.app.commands.RollbackCommand;
import io.headrace.app.commands.StatusCommand;
import io.headrace.app.commands.WhyCommand;
import io.headrace.app.demo.DemoCommand;
import io.headrace.app.doctor.DoctorCommand;
import io.headrace.app.proof.DatasetCommand;
import io.headrace.app.proof.ForgottenCommand;
import io.headrace.app.proof.ReproduceCommand;
import io.headrace.app.proof.VerifyCommand;
import io.headrace.app.rebuild.RebuildCommand;
import io.headrace.app.torture.TortureCommand;
import io.headrace.app.up.InitCommand;
import io.headrace.app.up.RunCommand;
import io.headrace.app.up.UpCommand;
import io.headrace.kernel.HeadraceVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/// The root of the command line.
@Command(
        name = "headrace",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Headrace.Version.class,
        description = "Keeps machine-learning models in step with the tables they are trained from.",
        footer = {"", "Exit codes: 0 done; 1 failed, or a condition did not hold; 2 bad input."},
        subcommands = {
            UpCommand.class,
            RunCommand.class,
            InitCommand.class,
            EnvCommand.class,
            ApplyCommand.class,
            GetCommand.class,
            DescribeCommand.class,
            DeleteCommand.class,
            EventsCommand.class,
            HistoryCommand.class,
            WhyCommand.class,
            RetrainCommand.class,
            CancelCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            RollbackCommand.class,
            ResumeCommand.class,
            AcknowledgeCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            DeadLettersCommand.class,
            RereadCommand.class,
            RebuildCommand.class,
            VerifyCommand.class,
            ReproduceCommand.class,
            DatasetCommand.class,
            ForgottenCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            TortureCommand.class
        })
public final class Headrace {

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs a command line and returns its exit code.
    static int run(String... arguments) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
    }

    /// Runs a command line that writes elsewhere than to the terminal, and returns its exit code.
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Headrace())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Headrace::report)
                .execute(arguments);
    }

    /// For `--version`.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"headrace " + HeadraceVersion.get()};
        }
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        CommandFailure told = told(failure);
        PrintWriter err = command.getErr();
        err.println(told.getMessage());
        err.flush();
        return told.exitCode();
    }

    /// What a person can mend; what nobody foresaw goes on with its stack trace.
    private static CommandFailure told(Exception failure) throws Exception {
        return switch (failure) {
            case CommandFailure refused -> refused;
            case KafkaException unusable -> CommandFailure.failed("Kafka cannot be used: " + reasons(unusable));
            default -> throw failure;
        };
    }

    private static String reasons(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(": "));
    }
}
