package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.capture.DatabaseAddress;
import io.headrace.capture.SourceConfig;
import io.headrace.embedded.EmbeddedKafka;
import io.headrace.kernel.KafkaAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsWatchIT {

    private final ToldTroubles troubles = new ToldTroubles();

    private final WantedSettings wanted = new WantedSettings(
            KafkaAddress.at("nowhere:1"),
            List.of(new EngineSpec(
                    SourceConfig.of("main", new DatabaseAddress("localhost", 0, "d", "u", "")), EngineSpec.Role.DATA)));

    @Test
    void namesASettingThatSomebodyChangedUntilItIsMended(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                Admin admin = admin(kafka);
                SettingsWatch watch = new SettingsWatch(
                        admin(kafka),
                        kafka.bootstrapServers(),
                        wanted,
                        () -> true,
                        new OpenTroubles("headrace", troubles))) {
            create(admin, "headrace.training", "headrace.live", "cdc.main.public.house");
            admin.createTopics(List.of(new NewTopic("theirs", 1, (short) 1).configs(Map.of("retention.ms", "1000"))))
                    .all()
                    .get();
            watch.look();
            assertThat(troubles.said).containsExactly("over");

            set(admin, "headrace.training", "retention.ms", "60000");
            watch.look();
            watch.look();

            assertThat(troubles.said)
                    .hasSize(2)
                    .last()
                    .isEqualTo(
                            "Somebody changed topics by hand: the topic headrace.training has retention.ms=60000: it must be -1, or records are lost or refused: `kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name headrace.training --add-config retention.ms=-1`."
                                    .formatted(kafka.bootstrapServers()));

            set(admin, "headrace.training", "retention.ms", "-1");
            watch.look();

            assertThat(troubles.said).last().isEqualTo("over");
        }
    }

    private void create(Admin admin, String... topics) throws ExecutionException, InterruptedException {
        for (String topic : topics) {
            NewTopic made = new NewTopic(topic, Optional.of(1), Optional.empty());
            admin.createTopics(
                            List.of(made.configs(wanted.of(topic).orElseThrow().settings())))
                    .all()
                    .get();
        }
    }

    /// And waits until the broker says so itself, not the controller alone.
    private static void set(Admin admin, String topic, String setting, String value)
            throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        admin.incrementalAlterConfigs(
                        Map.of(resource, List.of(new AlterConfigOp(new ConfigEntry(setting, value), OpType.SET))))
                .all()
                .get();
        await().until(() -> value(admin, resource, setting), value::equals);
    }

    private static String value(Admin admin, ConfigResource topic, String setting)
            throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(
                        admin.describeConfigs(List.of(topic)).all().get().get(topic))
                .get(setting)
                .value();
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}
