package io.headrace.capture.stream;

import java.time.Duration;
import java.util.Properties;

/// How Debezium is set up. Reasons stand beside the settings that are not the obvious ones.
final class DebeziumProperties {

    private DebeziumProperties() {}

    static Properties of(EngineSpec spec, Duration pollInterval) {
        Properties p = new Properties();
        p.setProperty("name", spec.identity());
        p.setProperty("connector.class", PromptConnector.class.getName());
        p.setProperty("queue.provider.type", PromptQueue.NAME);
        p.setProperty(PromptQueue.SPACING, spacing(spec.role()));
        p.setProperty("topic.prefix", spec.prefix());
        database(p, spec);
        // We read tables ourselves: Debezium cannot read one and keep its place in the stream through a crash.
        p.setProperty("snapshot.mode", "no_data");
        p.setProperty("offset.storage", StoredOffset.class.getName());
        p.setProperty("offset.flush.interval.ms", "0");
        p.setProperty("provide.transaction.metadata", "true");
        p.setProperty("skipped.operations", "none");
        p.setProperty("tombstones.on.delete", "false");
        p.setProperty("extended.headers.enabled", "false");
        p.setProperty("poll.interval.ms", String.valueOf(pollInterval.toMillis()));
        p.setProperty("decimal.handling.mode", "string"); // the only one that holds NaN and infinities
        p.setProperty("converters", "exact");
        p.setProperty("exact.type", ExactValues.class.getName());
        // An error ends the engine and we build a new one from the stored state: one way to recover, not three.
        p.setProperty("errors.max.retries", "0");
        p.setProperty("record.processing.shutdown.timeout.ms", "10000");
        if (spec.role() == EngineSpec.Role.CONTROL) {
            outbox(p, spec);
        }
        return p;
    }

    private static void database(Properties p, EngineSpec spec) {
        spec.database().tls().forEach((name, value) -> p.setProperty("database." + name, value));
        p.setProperty("database.hostname", spec.database().host());
        p.setProperty("database.port", String.valueOf(spec.database().port()));
        p.setProperty("database.user", spec.database().user());
        p.setProperty("database.password", spec.database().password());
        p.setProperty("database.dbname", spec.database().name());
        p.setProperty("plugin.name", "pgoutput");
        p.setProperty("slot.name", spec.slot());
        p.setProperty("slot.max.retries", "5");
        p.setProperty("slot.retry.delay.ms", "500");
        p.setProperty("publication.name", spec.publication());
        p.setProperty("publication.autocreate.mode", "disabled");
        p.setProperty("status.update.interval.ms", "1000");
    }

    /// A pipeline's decisions follow each other by 4 ms or more and must not wait; commits of rows that come faster
    /// than this share a Kafka transaction.
    private static String spacing(EngineSpec.Role role) {
        return switch (role) {
            case CONTROL -> "3";
            case DATA -> "10";
        };
    }

    /// The stock Event Router, for the outbox alone: it takes every other envelope for an outbox row too.
    private static void outbox(Properties p, EngineSpec spec) {
        p.setProperty("table.include.list", "headrace\\.pipeline,headrace\\.request,headrace\\.outbox");
        p.setProperty("transforms", "outbox");
        p.setProperty("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
        p.setProperty("transforms.outbox.predicate", "outbox");
        p.setProperty("transforms.outbox.route.topic.replacement", "headrace.${routedByValue}");
        p.setProperty(
                "transforms.outbox.table.fields.additional.placement",
                "aggregatetype:header,type:header,sequence:header,causation:header,correlation:header,traceparent:header,time:header");
        p.setProperty("predicates", "outbox");
        p.setProperty("predicates.outbox.type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");
        p.setProperty("predicates.outbox.pattern", (spec.prefix() + '.' + EngineSpec.OUTBOX).replace(".", "\\."));
    }
}
