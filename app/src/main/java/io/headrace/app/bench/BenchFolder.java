package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.app.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The data folder of a bench.
///
/// @param temporary whether it is deleted when it is closed
record BenchFolder(Path path, boolean temporary) implements AutoCloseable {

    private static final Duration DELETION_MAX = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

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
        long end = System.nanoTime() + DELETION_MAX.toNanos();
        Optional<Exception> failure = delete();
        // A server that was told to end may write its last while its folder goes.
        while (failure.isPresent() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            failure = delete();
        }
        failure.ifPresent(reason -> {
            throw CommandFailure.failed("cannot delete %s: %s".formatted(path, reason));
        });
    }

    private Optional<Exception> delete() {
        try {
            FolderTree.delete(path);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
