package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// The services that read with a consumer group, as Kafka sees them.
public final class ServiceGroups {

    private static final String PREFIX = "headrace-";
    private static final long PATIENCE_S = 10;

    private ServiceGroups() {}

    /// A service.
    ///
    /// @param members how many copies read
    /// @param behind records that were not acknowledged yet
    public record Service(String name, String state, int members, long behind) {

        /// Whether this is the service of that name, or its part for one source.
        public boolean isOf(String service) {
            return name.equals(service) || name.startsWith(service + "-");
        }

        /// What is wrong with it, and what to do; empty: it reads.
        Optional<String> complaint() {
            if (members == 0) {
                return Optional.of("the service %s runs nowhere: start it, or see its log".formatted(name));
            }
            return state.equals("Stable")
                    ? Optional.empty()
                    : Optional.of(
                            "the service %s shares its work out anew among %d members (%s): ask again in a minute, and see its log if it is still so"
                                    .formatted(name, members, state));
        }
    }

    /// What Kafka says of them now; a [CommandFailure] where it says nothing.
    public static List<Service> ask(Environment environment) {
        Properties settings = new Properties();
        settings.putAll(environment.kafka().client());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(PATIENCE_S));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(PATIENCE_S));
        try (Admin admin = Admin.create(settings)) {
            List<String> groups = await(admin.listGroups().all()).stream()
                    .map(group -> group.groupId())
                    .filter(group -> group.startsWith(environment.kafka().named(PREFIX)))
                    .toList();
            Map<String, ConsumerGroupDescription> described =
                    await(admin.describeConsumerGroups(groups).all());
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                    await(admin.listConsumerGroupOffsets(groups.stream()
                                    .collect(Collectors.toMap(
                                            group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                            .all());
            return services(environment.kafka().named(PREFIX), admin, described, committed);
        }
    }

    private static List<Service> services(
            String prefix,
            Admin admin,
            Map<String, ConsumerGroupDescription> described,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
        Set<String> there = await(admin.listTopics().names()); // somebody may have deleted one
        Map<TopicPartition, OffsetSpec> wanted = committed.values().stream()
                .flatMap(offsets -> offsets.keySet().stream())
                .filter(at -> there.contains(at.topic()))
                .distinct()
                .collect(Collectors.toMap(at -> at, _ -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(admin.listOffsets(wanted).all()).forEach((at, end) -> ends.put(at, end.offset()));
        List<Service> services = new ArrayList<>();
        described.forEach((group, description) -> {
            long behind = committed.getOrDefault(group, Map.of()).entrySet().stream()
                    .mapToLong(entry -> Math.max(
                            0,
                            ends.getOrDefault(entry.getKey(), 0L)
                                    - entry.getValue().offset()))
                    .sum();
            services.add(new Service(
                    group.substring(prefix.length()),
                    description.groupState().toString(),
                    description.members().size(),
                    behind));
        });
        services.sort(Comparator.comparing(Service::name));
        return services;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw CommandFailure.failed(
                    "Kafka does not answer: %s; `headrace doctor` looks for why".formatted(cause.getMessage()));
        } catch (TimeoutException e) {
            throw CommandFailure.failed(
                    "Kafka did not answer within %d s; `headrace doctor` looks for why".formatted(PATIENCE_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while Kafka was asked");
        }
    }
}
