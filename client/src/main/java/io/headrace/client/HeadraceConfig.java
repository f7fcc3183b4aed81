package io.headrace.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How to reach an installation.
///
/// @param bootstrapServers of Kafka
/// @param schemaRegistry the registry's API that is compatible with Confluent's
/// @param registryLogin whom the schema registry knows; null: it asks for nobody
/// @param kafka further settings of the consumer, such as `security.protocol`
/// @param topicPrefix what the installation's topics begin with, as its setting `topic-prefix` says; empty: nothing
/// @param retryFirst how long to wait before the first repetition; it doubles from there
/// @param retryAtMost the longest such wait
public record HeadraceConfig(
        String bootstrapServers,
        URI schemaRegistry,
        @Nullable Login registryLogin,
        Map<String, String> kafka,
        String topicPrefix,
        Duration retryFirst,
        Duration retryAtMost) {

    /// A name and its password, which is never printed.
    public record Login(String user, String password) {

        /// The header `Authorization` of a request (RFC 7617).
        String authorization() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return user;
        }
    }

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

    /// With the defaults: no further settings, no prefix, repetitions after 100 ms, 200 ms, … 30 s.
    public static HeadraceConfig of(String bootstrapServers, String schemaRegistryUrl) {
        URI given = URI.create(schemaRegistryUrl);
        boolean rootOnly = "".equals(given.getPath()) || "/".equals(given.getPath());
        URI api = rootOnly ? given.resolve("/apis/ccompat/v7") : given;
        return new HeadraceConfig(
                bootstrapServers, api, null, Map.of(), "", Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    /// The same with further settings of the Kafka consumer.
    public HeadraceConfig withKafka(Map<String, String> settings) {
        return new HeadraceConfig(
                bootstrapServers, schemaRegistry, registryLogin, settings, topicPrefix, retryFirst, retryAtMost);
    }

    /// The same with a name and password for the schema registry, by HTTP's basic scheme.
    public HeadraceConfig withRegistryLogin(String user, String password) {
        return new HeadraceConfig(
                bootstrapServers,
                schemaRegistry,
                new Login(user, password),
                kafka,
                topicPrefix,
                retryFirst,
                retryAtMost);
    }

    /// The same for an installation whose topics begin with a prefix.
    public HeadraceConfig withTopicPrefix(String prefix) {
        return new HeadraceConfig(
                bootstrapServers, schemaRegistry, registryLogin, kafka, prefix, retryFirst, retryAtMost);
    }

    /// The partition of a topic of one partition.
    TopicPartition only(String topic) {
        return new TopicPartition(topicPrefix + topic, 0);
    }

    /// The same with other waits between repetitions.
    public HeadraceConfig withRetry(Duration first, Duration atMost) {
        return new HeadraceConfig(bootstrapServers, schemaRegistry, registryLogin, kafka, topicPrefix, first, atMost);
    }
}
