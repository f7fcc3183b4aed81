package io.headrace.kernel;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How to reach Kafka, and what the names of an installation begin with there.
///
/// Everywhere else topics, groups and transactional ids go by their own names, also in what is stored: a prefix is put
/// before them where a client is told a name, and taken off where a client tells one.
///
/// @param bootstrap `host:port`, or several of them with commas between
/// @param settings further ones of every client, such as `security.protocol`; they may hold secrets
/// @param prefix stands before every name; empty: the cluster is the installation's alone
public record KafkaAddress(String bootstrap, Map<String, String> settings, String prefix) {

    public KafkaAddress {
        settings = Map.copyOf(settings);
    }

    /// One that asks for no further settings and for no prefix.
    public static KafkaAddress at(String bootstrap) {
        return new KafkaAddress(bootstrap, Map.of(), "");
    }

    /// The same with another prefix.
    public KafkaAddress with(String otherPrefix) {
        return new KafkaAddress(bootstrap, settings, otherPrefix);
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

    /// What Kafka calls a topic, a group or a transactional id.
    public String named(String name) {
        return prefix.isEmpty() ? name : prefix + name;
    }

    /// The name of what Kafka calls so; empty: it is none of this installation.
    public Optional<String> nameOf(String inKafka) {
        return inKafka.startsWith(prefix) ? Optional.of(inKafka.substring(prefix.length())) : Optional.empty();
    }

    /// The names of those that are of this installation.
    public Set<String> namesOf(Collection<String> inKafka) {
        return inKafka.stream().flatMap(one -> nameOf(one).stream()).collect(Collectors.toSet());
    }

    /// Without the settings, so that it may be logged.
    @Override
    public String toString() {
        return bootstrap;
    }
}
