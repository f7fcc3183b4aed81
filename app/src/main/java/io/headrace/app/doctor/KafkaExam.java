package io.headrace.app.doctor;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.Source;
import io.headrace.app.commands.Session;
import io.headrace.app.up.EventTopics;
import io.headrace.capture.stream.WantedSettings;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.Answers;
import io.headrace.kernel.topics.TopicSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/// Looks at Kafka: its brokers, and the topics as somebody may have changed them by hand.
final class KafkaExam {

    private static final int REPLICAS = 3;
    /// Of `metadata.version`: 4.0.
    private static final int OLDEST_LEVEL = 22;
    /// Longer than capture's longest transaction.
    private static final long TRANSACTION_MAX_MS = 840_000;

    private static final String DECISIONS = "select exists (select from headrace.outbox) as there";

    private final Admin admin;
    private final Environment environment;
    private final KafkaAddress kafka;
    private final Findings findings = new Findings("Kafka");

    KafkaExam(Admin admin, Environment environment) {
        this.admin = admin;
        this.environment = environment;
        this.kafka = environment.kafka();
    }

    List<Finding> findings() {
        Collection<Node> brokers = Answers.await(admin.describeCluster().nodes());
        findings.ok("%d %s".formatted(brokers.size(), brokers.size() == 1 ? "broker" : "brokers"));
        version();
        broker(brokers.iterator().next(), Math.min(brokers.size(), REPLICAS));
        topics(brokers.size());
        return findings.all();
    }

    private void version() {
        int level = Answers.await(admin.describeFeatures().featureMetadata()).finalizedFeatures().entrySet().stream()
                .filter(feature -> feature.getKey().equals("metadata.version"))
                .mapToInt(feature -> feature.getValue().maxVersionLevel())
                .findFirst()
                .orElse(0);
        if (level < OLDEST_LEVEL) {
            findings.failed(
                    "metadata.version is at level %d: Headrace is for Kafka 4.0 and newer".formatted(level),
                    "upgrade the brokers, then: kafka-features.sh --bootstrap-server %s upgrade --release-version 4.0"
                            .formatted(kafka.bootstrap()));
        } else {
            findings.ok("metadata.version is at level " + level);
        }
    }

    private void broker(Node broker, int replicas) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
        Config config = Objects.requireNonNull(settings(Set.of(resource)).get(resource));
        for (String setting : List.of(
                "default.replication.factor",
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor")) {
            long value = number(config, setting);
            if (value < replicas) {
                findings.warning(
                        "%s is %d on %d brokers: what one loses is lost".formatted(setting, value, replicas),
                        "set %s=%d on every broker".formatted(setting, replicas));
            }
        }
        if (number(config, "transaction.max.timeout.ms") < TRANSACTION_MAX_MS) {
            findings.failed(
                    "transaction.max.timeout.ms is %,d: capture's transactions may take %,d"
                            .formatted(number(config, "transaction.max.timeout.ms"), TRANSACTION_MAX_MS),
                    "set transaction.max.timeout.ms=900000 on every broker");
        }
        if (Boolean.parseBoolean(config.get("unclean.leader.election.enable").value())) {
            findings.failed(
                    "unclean.leader.election.enable is true: a broker that was behind may take over, and records are lost",
                    "set unclean.leader.election.enable=false on every broker");
        }
    }

    private static long number(Config config, String setting) {
        return Long.parseLong(config.get(setting).value());
    }

    private void topics(int brokers) {
        Map<String, TopicSpec> wanted = new TreeMap<>();
        EventTopics.ALL.stream()
                .map(topic -> topic.as(kafka.named(topic.name())))
                .forEach(topic -> wanted.put(topic.name(), topic));
        Set<String> present = Answers.await(admin.listTopics().names());
        List<String> missing =
                wanted.keySet().stream().filter(name -> !present.contains(name)).toList();
        missing(missing);
        missing.forEach(wanted::remove);
        WantedSettings captured = new WantedSettings(
                kafka, environment.sources().stream().map(Source::engine).toList());
        for (Source source : environment.sources()) {
            present.stream()
                    .filter(name -> name.startsWith(kafka.named("cdc.%s.".formatted(source.name()))))
                    .forEach(name -> wanted.put(name, captured.of(name).orElseThrow()));
        }
        if (wanted.isEmpty()) {
            return;
        }
        int before = findings.size();
        settings(wanted.keySet().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .collect(Collectors.toSet()))
                .forEach((topic, config) -> compare(Objects.requireNonNull(wanted.get(topic.name())), config));
        Answers.await(admin.describeTopics(wanted.keySet()).allTopicNames())
                .values()
                .forEach(topic -> replicas(topic, Math.min(brokers, REPLICAS)));
        if (findings.size() == before) {
            findings.ok("%d topics are set as they must be".formatted(wanted.size()));
        }
    }

    /// Topics that are not there yet; or were there under another prefix, or are lost.
    private void missing(List<String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        String names = String.join(", ", missing);
        if (missing.size() == EventTopics.ALL.size() && isDecided()) {
            findings.failed(
                    "Headrace's database holds decisions, but none of its topics is there: " + names,
                    "set topic-prefix (now '%s') back to what it was: under another one an installation begins with empty topics, and the history of its rows is not in them. Where it was not changed, the topics are lost: docs/how-to/recover.md"
                            .formatted(kafka.prefix()));
        } else {
            findings.warning("topics that are not there yet: " + names, "start any service: it makes them");
        }
    }

    /// Whether something was ever decided, as far as the database tells.
    private boolean isDecided() {
        try (Session session = Session.open(environment)) {
            return session.row(DECISIONS).orElseThrow().is("there");
        } catch (CommandFailure _) {
            return false; // what is wrong with it is said beside it
        }
    }

    private void compare(TopicSpec wanted, Config config) {
        Map<String, String> there = new HashMap<>();
        config.entries().forEach(entry -> there.put(entry.name(), entry.value()));
        wanted.wrong(there).forEach(wrong -> findings.failed(wrong.sentence(), wrong.mend(kafka.bootstrap())));
    }

    private void replicas(TopicDescription topic, int wanted) {
        topic.partitions().forEach(partition -> {
            String name = "%s-%d".formatted(topic.name(), partition.partition());
            if (partition.leader() == null || partition.leader().isEmpty()) {
                findings.failed(
                        "%s has no leader: nobody can read or write it".formatted(name), "bring its brokers back");
            } else if (partition.isr().size() < partition.replicas().size()) {
                findings.warning(
                        "%s has %d of its %d replicas in step"
                                .formatted(
                                        name,
                                        partition.isr().size(),
                                        partition.replicas().size()),
                        "see which broker is away or behind");
            } else if (partition.replicas().size() < wanted) {
                findings.warning(
                        "%s has %d replicas on %d brokers: what one loses is lost"
                                .formatted(name, partition.replicas().size(), wanted),
                        "kafka-reassign-partitions.sh --bootstrap-server %s …".formatted(kafka.bootstrap()));
            }
        });
    }

    private Map<ConfigResource, Config> settings(Set<ConfigResource> resources) {
        return Answers.await(admin.describeConfigs(resources).all());
    }
}
