package io.headrace.app.torture;

import io.headrace.app.CommandFailure;
import io.headrace.app.FolderTree;
import io.headrace.app.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder of a torture. A temporary one is deleted if all went well.
final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final boolean temporary;
    private boolean done;

    private WorkFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /// The folder asked for, which must be empty or missing, else a temporary one.
    static WorkFolder of(Optional<Path> asked) {
        try {
            if (asked.isEmpty()) {
                return new WorkFolder(Files.createTempDirectory("headrace-torture-"), true);
            }
            Path path = asked.get().toAbsolutePath().normalize();
            if (Files.exists(path) && !isEmptyFolder(path)) {
                throw CommandFailure.badInput(
                        "%s is not an empty folder: torture works in a folder of its own, name another one with --data"
                                .formatted(path));
            }
            return new WorkFolder(path, false);
        } catch (IOException e) {
            throw CommandFailure.failed("no folder to work in (name one with --data): " + Unusable.because(e));
        }
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    Path path() {
        return path;
    }

    /// Nobody will want to look into it.
    void isDone() {
        done = true;
    }

    @Override
    public void close() {
        if (!temporary || !done) {
            return;
        }
        try {
            FolderTree.delete(path);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot delete %s: %s".formatted(path, e));
        }
    }
}
