package io.headrace.embedded;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// What a broker is told.
final class BrokerSettings {

    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", "BROKER"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Transactions back to back would wait 20 ms each.
            Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
            Map.entry("broker.session.timeout.ms", "1500"),
            Map.entry("broker.heartbeat.interval.ms", "300"),
            Map.entry("message.max.bytes", "16777216"),
            Map.entry("replica.fetch.max.bytes", "16777216"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("log.cleaner.dedupe.buffer.size", "16777216"));

    private static final int REPLICAS_MAX = 3;

    private BrokerSettings() {}

    /// @param all the brokers of the cluster, this one too. Every topic has a replica on each, up to three, and a write
    /// needs one less than there are, so that one broker may be away
    static Properties of(BrokerSeat seat, List<BrokerSeat> all) {
        String replicas = String.valueOf(Math.min(all.size(), REPLICAS_MAX));
        String inSync = String.valueOf(Math.max(1, Math.min(all.size(), REPLICAS_MAX) - 1));
        Properties properties = new Properties();
        properties.putAll(ALL);
        properties.put("node.id", String.valueOf(seat.node()));
        properties.put(
                "listeners",
                "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(seat.port(), seat.controllerPort()));
        properties.put(
                "controller.quorum.voters",
                all.stream()
                        .map(one -> "%d@127.0.0.1:%d".formatted(one.node(), one.controllerPort()))
                        .collect(Collectors.joining(",")));
        properties.put("log.dirs", seat.home().file("data").toString());
        for (String topics : List.of("default", "offsets.topic", "transaction.state.log")) {
            properties.put(topics + ".replication.factor", replicas);
        }
        properties.put("min.insync.replicas", inSync);
        properties.put("transaction.state.log.min.isr", inSync);
        // A broker that is alone has nobody to hand over to.
        properties.put("controlled.shutdown.enable", String.valueOf(all.size() > 1));
        return properties;
    }
}
