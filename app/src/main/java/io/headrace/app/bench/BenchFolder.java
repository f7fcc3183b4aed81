package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The data folder of a bench.
///
/// @param temporary whether it is deleted when it is closed
record BenchFolder(Path path, boolean temporary) implements AutoCloseable {

    /// The folder asked for, else a temporary one.
    static BenchFolder of(Optional<Path> asked) {
        return asked.map(path -> new BenchFolder(path, false)).orElseGet(BenchFolder::makeTemporary);
    }

    private static BenchFolder makeTemporary() {
        try {
            return new BenchFolder(Files.createTempDirectory("headrace-bench-"), true);
        } catch (IOException e) {
            throw CommandFailure.failed("no temporary folder to measure in (name one with --data): " + e);
        }
    }

    @Override
    public void close() {
        deleteIfTemporary();
    }

    /// Does nothing where that was done already.
    synchronized void deleteIfTemporary() {
        if (!temporary || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailure.failed("cannot delete %s: %s".formatted(path, e));
        }
    }
}
