package io.headrace.capture;

import io.headrace.embedded.Servers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Capture in a JVM of its own, to be killed.
final class CaptureProcess implements AutoCloseable {

    private static final Pattern BEGUN = Pattern.compile("main: begins to read \\S+ as generation (\\d+)");

    private final Path folder;
    private final List<String> command;
    private Process process;
    private int logged;

    private CaptureProcess(Path folder, Path file, List<String> jvm) throws IOException {
        this.folder = folder;
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.headrace,java.lang,java.math,java.util"));
        command.addAll(jvm);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), CaptureMain.class.getName(), file.toString()));
        this.process = start();
    }

    static CaptureProcess start(Path folder, Servers servers, DatabaseAddress database, int partitions, String... jvm)
            throws IOException {
        Files.createDirectories(folder);
        Properties p = new Properties();
        p.setProperty("kafka", servers.bootstrapServers());
        p.setProperty("registry", servers.registry().confluentUrl());
        p.setProperty("host", database.host());
        p.setProperty("port", String.valueOf(database.port()));
        p.setProperty("database", database.name());
        p.setProperty("user", database.user());
        p.setProperty("source", "main");
        p.setProperty("partitions", String.valueOf(partitions));
        p.setProperty("spool", folder.resolve("spool").toString());
        Path file = folder.resolve("capture.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            p.store(out, null);
        }
        return new CaptureProcess(folder, file, List.of(jvm));
    }

    private Process start() throws IOException {
        File log = folder.resolve("capture.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /// What it is doing.
    enum Phase {
        STARTING("on its way up"),
        FIRST_READ("during the first read of a table"),
        REREAD("while a table was read again"),
        STREAMING("in the stream");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean reads() {
            return this == FIRST_READ || this == REREAD;
        }
    }

    /// `kill -9`, and a new one at once.
    ///
    /// @return in which phase it was killed
    Phase killAndRestart() throws IOException, InterruptedException {
        kill();
        Phase phase = phase();
        logged = log().length();
        process = start();
        return phase;
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM, the time it needs, and a new one.
    ///
    /// @return in which phase it was told
    Phase stopAndRestart() throws IOException, InterruptedException {
        Phase phase = phase();
        process.destroy();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("Capture did not stop within 90 s of SIGTERM; see " + folder);
        }
        logged = log().length();
        process = start();
        return phase;
    }

    /// Holds it still, as a machine that swaps or a debugger would.
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /// Lets it go on.
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()))
                .start()
                .waitFor();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("capture.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether it has written transactions of the stream.
    boolean moves() {
        return log().substring(logged).contains("main: the first transactions of this start are in the topics");
    }

    /// Where the process that runs now stands, by its log.
    Phase phase() {
        String said = log().substring(logged);
        Matcher begun = BEGUN.matcher(said);
        int last = -1;
        String generation = "";
        while (begun.find()) {
            last = begun.start();
            generation = begun.group(1);
        }
        if (last >= 0 && said.indexOf("main: read ", last) < 0) {
            return generation.equals("1") ? Phase.FIRST_READ : Phase.REREAD;
        }
        boolean up = moves() || said.contains("main: every shared table is in its topic");
        return up ? Phase.STREAMING : Phase.STARTING;
    }

    /// Whether the process that runs now has found another copy at work.
    boolean waits() {
        return log().substring(logged)
                .contains("main: another copy of capture runs this engine; this one waits for its end");
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
