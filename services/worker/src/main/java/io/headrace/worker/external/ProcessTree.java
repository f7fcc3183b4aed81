package io.headrace.worker.external;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A program and all that it started. What outlived the process that started it is known by its
/// environment: it has inherited the variable that names this run's request. All of them end when this is
/// closed, and when the JVM is asked to end.
final class ProcessTree implements AutoCloseable {

    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration TICK = Duration.ofMillis(10);

    /// While it is being ended, a process may start others. What is still there then cannot be ended.
    private static final int ROUNDS_MAX = 200;

    private final String mark;
    private final Thread atExit = new Thread(this::endWithTheJvm, "end-trainer");
    private volatile @Nullable Process root;
    private boolean jvmEnds;

    private ProcessTree(String mark) {
        this.mark = mark;
    }

    /// Starts a program.
    ///
    /// @param mark `NAME=value` in the environment of each of its processes, and of no others
    /// @throws IOException if it cannot be started
    static ProcessTree start(ProcessBuilder builder, String mark) throws IOException {
        ProcessTree tree = new ProcessTree(mark);
        try {
            Runtime.getRuntime().addShutdownHook(tree.atExit);
        } catch (IllegalStateException e) {
            throw new IOException("the worker is ending", e);
        }
        try {
            tree.launch(builder);
        } catch (IOException e) {
            tree.close();
            throw e;
        }
        return tree;
    }

    /// The first of them.
    Process root() {
        return Objects.requireNonNull(root);
    }

    /// Asks all of them to end, and ends by force what is left after the grace.
    ///
    /// @throws InterruptedException at once, with some of them left
    void end(Duration grace) throws InterruptedException {
        members().values().forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < deadline && !members().isEmpty()) {
            if (root().waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(TICK);
            }
        }
        endByForce();
    }

    /// Ends all of them at once, and waits until they have.
    void endByForce() {
        Map<Long, ProcessHandle> left = members();
        for (int round = 0; round < ROUNDS_MAX && !left.isEmpty(); round++) {
            left.values().forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(TICK.toNanos());
            left = members();
        }
    }

    @Override
    public void close() {
        endByForce();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The JVM is ending, and the hook does its work.
        }
    }

    private synchronized void launch(ProcessBuilder builder) throws IOException {
        if (jvmEnds) {
            throw new IOException("the worker is ending");
        }
        root = builder.start();
    }

    private void endWithTheJvm() {
        synchronized (this) {
            jvmEnds = true;
        }
        endByForce();
    }

    private Map<Long, ProcessHandle> members() {
        Map<Long, ProcessHandle> members = new HashMap<>();
        Process first = root;
        if (first != null) {
            first.toHandle().descendants().forEach(process -> members.put(process.pid(), process));
            members.put(first.pid(), first.toHandle());
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                marked(process).ifPresent(handle -> members.put(handle.pid(), handle));
            }
        } catch (IOException _) {
            // Without /proc there are the descendants.
        }
        members.values().removeIf(process -> !process.isAlive());
        return members;
    }

    /// The handle comes first: should the number go to another process meanwhile, it does not mean that one.
    private Optional<ProcessHandle> marked(Path process) {
        Optional<ProcessHandle> handle =
                ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
        try {
            String environment = "\0" + Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.contains("\0" + mark + "\0") ? handle : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // It ended, or belongs to somebody else.
        }
    }
}
