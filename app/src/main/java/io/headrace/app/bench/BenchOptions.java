package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every bench can be told. A picocli mixin.
final class BenchOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty folder to measure in, which is kept (default: a temporary one, which is not).")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print one JSON object, for programs; progress goes to standard error.")
    private boolean json;

    boolean json() {
        return json;
    }

    /// The folder asked for; empty: a temporary one. A [CommandFailure] where it is not empty: what is in it would be
    /// measured too.
    Optional<Path> folder() {
        if (folder == null) {
            return Optional.empty();
        }
        Path asked = folder.toAbsolutePath().normalize();
        if (Files.exists(asked) && !isEmptyFolder(asked)) {
            throw CommandFailure.badInput(
                    "%s is not an empty folder: bench measures in a folder of its own, name another one with --data"
                            .formatted(asked));
        }
        return Optional.of(asked);
    }

    private static boolean isEmptyFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read %s: %s".formatted(path, e));
        }
    }

    PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }

    /// Where a person reads how it goes on.
    PrintWriter progress() {
        return json ? Objects.requireNonNull(command).commandLine().getErr() : out();
    }

    /// A [CommandFailure] where a number is smaller than what makes sense.
    static void require(String option, long value, long least, String reason) {
        if (value < least) {
            throw CommandFailure.badInput("%s is %d: %s".formatted(option, value, reason));
        }
    }
}
