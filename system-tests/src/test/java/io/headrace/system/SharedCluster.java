package io.headrace.system;

import io.headrace.kernel.KafkaAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// A Kafka cluster that several share, as whoever runs it sees it.
///
/// @param kafka as a user who may do everything
record SharedCluster(KafkaAddress kafka) {

    /// What an installation does with names of its own, as `secure.md` lists it.
    private static final Map<ResourceType, List<AclOperation>> RIGHTS = Map.of(
            ResourceType.TOPIC,
            List.of(
                    AclOperation.CREATE,
                    AclOperation.DESCRIBE,
                    AclOperation.DESCRIBE_CONFIGS,
                    AclOperation.ALTER_CONFIGS,
                    AclOperation.READ,
                    AclOperation.WRITE,
                    AclOperation.DELETE),
            ResourceType.GROUP,
            List.of(AclOperation.READ, AclOperation.DESCRIBE),
            ResourceType.TRANSACTIONAL_ID,
            List.of(AclOperation.WRITE, AclOperation.DESCRIBE));

    /// What it does with the cluster.
    private static final List<AclOperation> OF_CLUSTER =
            List.of(AclOperation.CLUSTER_ACTION, AclOperation.DESCRIBE_CONFIGS);

    /// Lets a user run an installation whose names begin with a prefix, and touch nothing else.
    void allow(String user, String prefix) throws ExecutionException, InterruptedException {
        List<AclBinding> rights = new ArrayList<>();
        RIGHTS.forEach((type, operations) ->
                rights.addAll(rights(user, new ResourcePattern(type, prefix, PatternType.PREFIXED), operations)));
        ResourcePattern cluster = new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);
        rights.addAll(rights(user, cluster, OF_CLUSTER));
        try (Admin admin = Admin.create(kafka.client())) {
            admin.createAcls(rights).all().get();
        }
    }

    private static List<AclBinding> rights(String user, ResourcePattern pattern, List<AclOperation> operations) {
        return operations.stream()
                .map(operation -> new AclBinding(
                        pattern, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                .toList();
    }

    /// The topics, by name; Kafka's own are left out.
    Set<String> topics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.client())) {
            return admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get().stream()
                    .filter(name -> !name.startsWith("__"))
                    .collect(Collectors.toSet());
        }
    }

    List<String> groups() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.client())) {
            return admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
        }
    }

    List<String> transactionalIds() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.client())) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
        }
    }

    /// How many records topics of one partition hold.
    long records(Collection<String> topics) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.client())) {
            Map<TopicPartition, OffsetSpec> ends = topics.stream()
                    .map(topic -> new TopicPartition(topic, 0))
                    .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }
}
