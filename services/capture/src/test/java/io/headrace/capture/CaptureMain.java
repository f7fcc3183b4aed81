package io.headrace.capture;

import io.headrace.capture.core.WalAlarm;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHistory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/// Capture as a process of its own: `CaptureMain <file.properties>`.
///
/// Keys: `kafka`, `registry`, `host`, `port`, `database`, `user`, `password`, `source`, `partitions`, `history` and
/// `spool`.
public final class CaptureMain {

    private CaptureMain() {}

    /// Captures until the process is told to end.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: CaptureMain <file.properties>");
            System.exit(2);
        }
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(file);
        }
        CaptureService capture = new CaptureService(config(properties), WalAlarm.USUAL, Spans.NONE);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            capture.close();
            ended.countDown();
        }));
        capture.start();
        ended.await();
    }

    private static CaptureConfig config(Properties p) {
        DatabaseAddress database = new DatabaseAddress(
                needed(p, "host"),
                Integer.parseInt(needed(p, "port")),
                needed(p, "database"),
                needed(p, "user"),
                p.getProperty("password", ""));
        SourceConfig usual = SourceConfig.of(needed(p, "source"), database);
        SourceConfig source = new SourceConfig(
                usual.name(),
                database,
                usual.slot(),
                usual.publication(),
                Integer.parseInt(p.getProperty("partitions", "1")),
                RowHistory.parse(p.getProperty("history", RowHistory.FOR_EVER.toString())));
        return new CaptureConfig(
                KafkaAddress.at(needed(p, "kafka")),
                RegistryAddress.at(needed(p, "registry")),
                database,
                List.of(source),
                Duration.ofMillis(2),
                Path.of(needed(p, "spool")));
    }

    private static String needed(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("The properties hold no '%s'".formatted(key));
        }
        return value;
    }
}
