package io.headrace.dataset;

import io.headrace.dataset.stream.DatasetTopology;
import io.headrace.kernel.topics.TopicSetup;
import io.headrace.kernel.topics.TopicSpec;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/// The topic that says how many partitions the row topics of a source have, before there are any. Nothing is ever
/// written to it.
///
/// Kafka Streams makes a changelog of as many partitions as the widest topic that it finds has, and stops for ever
/// where a wider one comes later: the list of cuts has one, and is there before the first table.
final class Width {

    private Width() {}

    /// @throws IllegalStateException where it has another number of partitions
    static void keep(DatasetConfig config) {
        if (config.partitions() == 1) {
            return;
        }
        try (Admin admin = Admin.create(config.kafka().client())) {
            new TopicSetup(admin, config.kafka())
                    .ensure(List.of(TopicSpec.kept(DatasetTopology.width(config.source()), config.partitions())));
        }
    }
}
