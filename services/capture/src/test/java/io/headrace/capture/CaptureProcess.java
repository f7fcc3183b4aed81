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

/// Capture in a JVM of its own, to be killed.
final class CaptureProcess implements AutoCloseable {

    private final Path folder;
    private final Path file;
    private final List<String> command;
    private Process process;
    private int logged;

    private CaptureProcess(Path folder, Path file, List<String> jvm) throws IOException {
        this.folder = folder;
        this.file = file;
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
        p.setProperty("registry", servers.registryUrl());
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

    /// `kill -9`, and a new one at once.
    void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        logged = log().length();
        process = start();
    }

    /// SIGTERM, the time it needs, and a new one.
    void stopAndRestart() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("Capture did not stop within 60 s of SIGTERM; see " + folder);
        }
        logged = log().length();
        process = start();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("capture.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the process that runs now has come so far as to stream the source.
    boolean streams() {
        return log().substring(logged).contains("main: streaming from");
    }

    /// Whether it has written transactions of the stream.
    boolean moves() {
        return log().substring(logged).contains("main: the first transactions of this start are in the topics");
    }

    boolean alive() {
        return process.isAlive();
    }

    Path settings() {
        return file;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
