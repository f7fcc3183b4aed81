package io.headrace.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The data folder of an `up`. A picocli mixin.
public final class FolderOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The folder that holds everything (default: ./data).")
    private Path folder = Path.of("data");

    /// Absolute, whether it exists or not.
    public Path folder() {
        return folder.toAbsolutePath().normalize();
    }

    /// How to reach the running `up` of the folder; a [CommandFailure] where none runs.
    public Environment environment() {
        return Environment.running(folder());
    }
}
