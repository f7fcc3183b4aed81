package io.headrace.kernel;

import java.util.HashMap;
import java.util.Map;

/// How to reach Kafka.
///
/// @param bootstrap `host:port`, or several of them with commas between
/// @param settings further ones of every client, such as `security.protocol`; they may hold secrets
public record KafkaAddress(String bootstrap, Map<String, String> settings) {

    public KafkaAddress {
        settings = Map.copyOf(settings);
    }

    /// One that asks for no further settings.
    public static KafkaAddress at(String bootstrap) {
        return new KafkaAddress(bootstrap, Map.of());
    }

    /// The settings of a client.
    public Map<String, Object> client() {
        return client(Map.of());
    }

    /// The settings of a client that has some of its own, which go before those of the cluster.
    public Map<String, Object> client(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrap);
        all.putAll(own);
        return all;
    }

    /// Without the settings, so that it may be logged.
    @Override
    public String toString() {
        return bootstrap;
    }
}
