package io.headrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server's program, guarded: it is told to stop when this JVM is gone, however it went.
///
/// The guard is a shell beside it that reads a pipe from this JVM. The pipe ends when the JVM ends, kill -9 included,
/// and the guard sends the stop signal. The server runs in a session of its own, so that Ctrl-C in a terminal
/// reaches this JVM alone, which then stops things in order.
final class Child {

    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    /// Arguments: the signal, then the server's command.
    private static final String GUARD = "stop=$1; shift; exec 3<&0; "
            + "(while read -r line <&3; do :; done; kill -$stop $$ 2>&-) 3<&3 & exec \"$@\" </dev/null 3<&-";

    /// How PostgreSQL, Kafka and Quarkus say it.
    private static final Pattern PORT_TAKEN = Pattern.compile(
            "address already in use|seems to be in use|java.net.BindException", Pattern.CASE_INSENSITIVE);

    private static final int LINES_SHOWN = 40;
    private static final long SAID_MAX = 1 << 20;

    private final ServerHome home;
    private final Process process;
    private final StopSignal stop;

    /// Where this start's lines begin in the log, in bytes.
    private final long logStart;

    private Child(ServerHome home, long logStart, Process process, StopSignal stop) {
        this.home = home;
        this.logStart = logStart;
        this.process = process;
        this.stop = stop;
    }

    /// Starts a program whose output goes to the home's log.
    static Child start(ServerHome home, StopSignal stop, List<String> command, Map<String, String> environment) {
        List<String> guarded = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, home.server(), stop.name()));
        guarded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(guarded)
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
        builder.environment().putAll(environment);
        try {
            long logStart = Files.exists(home.log()) ? Files.size(home.log()) : 0;
            Process process = builder.start();
            ProcessMark.of(process.pid()).ifPresent(mark -> mark.write(pidFile(home)));
            return new Child(home, logStart, process, stop);
        } catch (IOException e) {
            throw new ServerFailure("cannot start %s: %s".formatted(home.server(), e.getMessage()), e);
        }
    }

    /// Ends what an earlier JVM left running in this home: its guard has told it to stop, so mostly this only waits.
    static void endOrphan(ServerHome home, StopSignal stop, StartListener listener) {
        Optional<ProcessMark> orphan =
                ProcessMark.read(pidFile(home)).filter(mark -> mark.alive().isPresent());
        if (orphan.isEmpty()) {
            return;
        }
        ProcessMark mark = orphan.get();
        listener.says("waiting for the earlier %s (process %d) to end".formatted(home.server(), mark.pid()));
        signal(mark.pid(), stop.name());
        if (!ended(mark)) {
            signal(mark.pid(), stop.atOnce());
            ended(mark);
        }
    }

    private static Path pidFile(ServerHome home) {
        return home.file("pid");
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Ends it as a crash would, at once.
    void kill() {
        signal(stop.atOnce());
        if (!ended(STOP_MAX)) {
            process.destroyForcibly();
        }
        release();
    }

    /// Sends a signal by name, such as QUIT.
    void signal(String name) {
        signal(process.pid(), name);
    }

    /// Waits until it has ended by itself.
    boolean ended(Duration max) {
        return ended(process.toHandle(), max);
    }

    /// Stops it cleanly; by force where that takes too long.
    void stop() {
        release();
        if (!ended(STOP_MAX)) {
            kill();
        }
    }

    /// Lets the guard go, which says the stop signal once more: while the number is still this process's.
    private void release() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The failure to report when it ended or did not answer in time.
    ServerFailure failure(String what) {
        String said = said();
        List<String> lines = said.lines().toList();
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        String message = "%s %s; its log: %s%n%s".formatted(home.server(), what, home.log(), last);
        return PORT_TAKEN.matcher(said).find() ? new PortTaken(message) : new ServerFailure(message);
    }

    /// What it wrote since this start.
    private String said() {
        try (SeekableByteChannel log = Files.newByteChannel(home.log())) {
            log.position(Math.max(logStart, log.size() - SAID_MAX));
            return new String(Channels.newInputStream(log).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(no log: %s)".formatted(e);
        }
    }

    private static void signal(long pid, String name) {
        try {
            // The shell's own kill: a small Debian has no other.
            new ProcessBuilder("sh", "-c", "kill -%s %d 2>&-".formatted(name, pid))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ProcessMark mark) {
        return new Wait(STOP_MAX).until(() -> mark.alive().isEmpty());
    }

    private static boolean ended(ProcessHandle process, Duration max) {
        return new Wait(max).until(() -> !process.isAlive());
    }
}
