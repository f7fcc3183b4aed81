package io.headrace.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// How to reach an installation.
///
/// @param bootstrapServers of Kafka
/// @param schemaRegistry the registry's API that is compatible with Confluent's
/// @param kafka further settings of the consumer, such as `security.protocol`
/// @param retryFirst how long to wait before the first repetition; it doubles from there
/// @param retryAtMost the longest such wait
public record HeadraceConfig(
        String bootstrapServers,
        URI schemaRegistry,
        Map<String, String> kafka,
        Duration retryFirst,
        Duration retryAtMost) {

    public HeadraceConfig {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers is empty: give Kafka's address as host:port");
        }
        if (!"http".equals(schemaRegistry.getScheme()) && !"https".equals(schemaRegistry.getScheme())) {
            throw new IllegalArgumentException(
                    "schemaRegistry is %s: give its address as http://host:port".formatted(schemaRegistry));
        }
        if (retryFirst.compareTo(Duration.ofMillis(1)) < 0 || retryAtMost.compareTo(retryFirst) < 0) {
            throw new IllegalArgumentException(
                    "retryFirst is %s and retryAtMost %s: 1 ms ≤ retryFirst ≤ retryAtMost must hold"
                            .formatted(retryFirst, retryAtMost));
        }
        kafka = Map.copyOf(kafka);
    }

    /// With the defaults: no further settings, repetitions after 100 ms, 200 ms, … 30 s.
    public static HeadraceConfig of(String bootstrapServers, String schemaRegistryUrl) {
        URI given = URI.create(schemaRegistryUrl);
        boolean rootOnly = "".equals(given.getPath()) || "/".equals(given.getPath());
        URI api = rootOnly ? given.resolve("/apis/ccompat/v7") : given;
        return new HeadraceConfig(bootstrapServers, api, Map.of(), Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    /// The same with further settings of the Kafka consumer.
    public HeadraceConfig withKafka(Map<String, String> settings) {
        return new HeadraceConfig(bootstrapServers, schemaRegistry, settings, retryFirst, retryAtMost);
    }

    /// The same with other waits between repetitions.
    public HeadraceConfig withRetry(Duration first, Duration atMost) {
        return new HeadraceConfig(bootstrapServers, schemaRegistry, kafka, first, atMost);
    }
}
