package io.headrace.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Any program, run as the servers are: in a folder of its own within the data folder, its output in `logs/<name>.log`,
/// and told to stop (SIGTERM) when this JVM is gone, however it went.
public final class GuardedProgram implements AutoCloseable {

    private final ServerHome home;
    private final List<String> command;
    private final Map<String, String> environment;
    private Child child;
    private long said;

    private GuardedProgram(ServerHome home, List<String> command, Map<String, String> environment) {
        this.home = home;
        this.command = command;
        this.environment = environment;
        this.child = start();
    }

    private Child start() {
        said = home.log().toFile().length();
        return Child.start(home, StopSignal.TERM, command, environment);
    }

    /// Starts it.
    ///
    /// @param data the data folder
    /// @param environment variables that it gets besides those of this JVM
    public static GuardedProgram start(Path data, String name, List<String> command, Map<String, String> environment) {
        ServerHome home = new ServerHome(data, name);
        home.create();
        return new GuardedProgram(home, List.copyOf(command), Map.copyOf(environment));
    }

    public Path log() {
        return home.log();
    }

    /// What it has printed since its last start.
    public String text() {
        try (RandomAccessFile log = new RandomAccessFile(home.log().toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, log.length() - said)];
            log.seek(said);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /// Ends it as a crash would, at once.
    public void kill() {
        child.kill();
    }

    /// Holds it still, as a machine that swaps would.
    public void freeze() {
        child.signal("STOP");
    }

    /// Lets it go on.
    public void thaw() {
        child.signal("CONT");
    }

    /// Tells it to stop.
    ///
    /// @return whether it did in time
    public boolean stop(Duration max) {
        child.signal("TERM");
        boolean ended = child.ended(max);
        if (ended) {
            child.kill(); // nothing is left but its guard
        }
        return ended;
    }

    /// Starts it again, after it has ended.
    public void restart() {
        child = start();
    }

    @Override
    public void close() {
        child.stop();
    }
}
