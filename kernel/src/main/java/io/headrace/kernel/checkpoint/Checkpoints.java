package io.headrace.kernel.checkpoint;

import io.headrace.kernel.message.ReadPartition;
import io.headrace.kernel.message.StateCheckpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the checkpoints of one service add up to: its states, and how far it had read.
///
/// They may come repeatedly and in any order. Not thread-safe.
public final class Checkpoints {

    /// The last word of their topic. It is compacted: an aggregate's newest checkpoint says all.
    public static final String AGGREGATE_TYPE = "state";

    private record Place(String topicId, int partition) {}

    private final String service;
    private final Map<String, StateCheckpoint> newest = new TreeMap<>();
    private final Map<Place, Long> read = new HashMap<>();

    public Checkpoints(String service) {
        this.service = service;
    }

    /// Whose they are.
    public String service() {
        return service;
    }

    /// The key of an aggregate's checkpoints: aggregates of two services may have one name.
    public static String key(String service, String aggregateId) {
        return service + "/" + aggregateId;
    }

    /// Takes a checkpoint in; those of other services are left out.
    public void take(StateCheckpoint checkpoint) {
        if (!checkpoint.getService().equals(service)) {
            return;
        }
        newest.merge(
                checkpoint.getAggregateId(),
                checkpoint,
                (known, other) -> other.getSequence() > known.getSequence() ? other : known);
        for (ReadPartition partition : checkpoint.getRead()) {
            read.merge(
                    new Place(partition.getTopicId(), partition.getPartition()), partition.getNextOffset(), Math::max);
        }
    }

    /// The newest of each aggregate, by name.
    public Collection<StateCheckpoint> newest() {
        return newest.values();
    }

    /// The furthest that any of them says of each partition.
    public List<ReadPartition> read() {
        List<ReadPartition> partitions = new ArrayList<>();
        read.forEach((place, next) -> partitions.add(new ReadPartition(place.topicId(), place.partition(), next)));
        partitions.sort(Comparator.comparing(ReadPartition::getTopicId).thenComparingInt(ReadPartition::getPartition));
        return partitions;
    }
}
