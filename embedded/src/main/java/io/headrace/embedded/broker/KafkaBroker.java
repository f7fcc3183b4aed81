package io.headrace.embedded.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// One Kafka process that is broker and controller, until SIGTERM. Arguments: its properties file, and a file that it
/// creates when clients may connect.
public final class KafkaBroker {

    private KafkaBroker() {}

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(in);
        }
        format(properties);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
        server.startup();
        Files.createFile(Path.of(arguments[1]));
        server.awaitShutdown();
    }

    private static void format(Properties properties) throws Exception {
        Path log = Path.of(properties.getProperty("log.dirs"));
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(log);
        new Formatter()
                .setPrintStream(new PrintStream(System.err, true, StandardCharsets.UTF_8))
                .setClusterId(clusterId(log))
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setMetadataLogDirectory(log.toString())
                .setDirectories(List.of(log.toString()))
                .run();
    }

    /// Remembered before formatting, which a kill may cut short: a folder never gets two cluster ids.
    private static String clusterId(Path log) throws IOException {
        Path file = log.resolveSibling("cluster-id");
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file).strip();
    }
}
