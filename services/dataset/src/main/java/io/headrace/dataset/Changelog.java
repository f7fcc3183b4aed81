package io.headrace.dataset;

import io.headrace.dataset.stream.DatasetTopology;
import io.headrace.schemas.RowHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The changelog of the stored rows. It holds rows as the row topics do, so it forgets them as they do. Kafka Streams
/// gives it its settings when it makes it; here one that is there gets them.
final class Changelog {

    private Changelog() {}

    static void keep(DatasetConfig config) {
        Map<String, String> wanted = config.history().settings();
        List<AlterConfigOp> changes = new ArrayList<>();
        for (String name : RowHistory.SETTINGS) {
            String value = wanted.get(name);
            changes.add(new AlterConfigOp(new ConfigEntry(name, value), value == null ? OpType.DELETE : OpType.SET));
        }
        changes.removeIf(change -> change.configEntry().name().equals("cleanup.policy")); // compacted in any case
        ConfigResource topic = new ConfigResource(
                ConfigResource.Type.TOPIC, "%s-%s-changelog".formatted(config.application(), DatasetTopology.ROWS));
        try (Admin admin = Admin.create(config.kafka().client())) {
            admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException(
                        "topic %s cannot be given the row history: %s".formatted(topic.name(), e.getMessage()), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s was altered".formatted(topic.name()), e);
        }
    }
}
