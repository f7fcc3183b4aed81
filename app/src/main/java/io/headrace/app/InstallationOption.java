package io.headrace.app;

import io.headrace.app.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which installation a command is for: a running `up`, or servers of somebody's own. A picocli mixin.
public final class InstallationOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of a running `up` (default: $HEADRACE_UP, which `env` sets; or ./data, where no"
                    + " servers of your own are named).")
    private @Nullable Path folder;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The file that names servers of your own (default: $HEADRACE_CONFIG, or what HEADRACE_PG_URL"
                    + " and its like say).")
    private @Nullable Path file;

    /// How to reach it; a [CommandFailure] where nothing runs on the folder, or where the settings are wrong.
    public Environment environment() {
        return own().orElseGet(() -> Environment.running(folder()));
    }

    /// The folder of an `up`, absolute, whether it exists or not.
    public Path folder() {
        Path given = folder == null ? Path.of(System.getenv().getOrDefault(Environment.UP_VARIABLE, "data")) : folder;
        return given.toAbsolutePath().normalize();
    }

    /// Servers of somebody's own; empty: it is for an `up`. A [CommandFailure] says what is wrong with the settings.
    public Optional<Environment> own() {
        return own(System.getenv());
    }

    Optional<Environment> own(Map<String, String> variables) {
        if (folder != null && file != null) {
            throw CommandFailure.badInput("--data names the folder of an `up`, --config servers of your own: give one");
        }
        Optional<Path> settings = Settings.file(file, variables);
        boolean isOfUp = folder != null || (file == null && variables.containsKey(Environment.UP_VARIABLE));
        boolean isNamed = settings.isPresent() || variables.containsKey("HEADRACE_PG_URL");
        return isOfUp || !isNamed
                ? Optional.empty()
                : Optional.of(Settings.read(settings, variables).environment());
    }
}
