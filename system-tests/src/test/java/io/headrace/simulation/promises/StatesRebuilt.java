package io.headrace.simulation.promises;

import io.headrace.kernel.checkpoint.Checkpoints;
import io.headrace.kernel.message.StateCheckpoint;
import io.headrace.schemas.Topics;
import io.headrace.simulation.DecisionReplay;
import io.headrace.simulation.World;
import io.headrace.simulation.store.Store;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every state of a decider is what its rebuild gives: the newest checkpoints of `headrace.state`; and what the same
/// inputs give in a world where nothing goes wrong, with all else that they left in the database.
final class StatesRebuilt {

    private static final List<String> TABLES = List.of(
            "headrace.state",
            "headrace.outbox",
            "headrace.dataset_version",
            "headrace.model_coefficients",
            "headrace.artifact",
            "headrace.artifact_version",
            "headrace.model");

    private final World world;
    private final Verdict verdict;

    StatesRebuilt(World world, Verdict verdict) {
        this.world = world;
        this.verdict = verdict;
    }

    void check() {
        Store store = world.control().store();
        verdict.expectSame(checkpoints(), states(store), "the states, from their checkpoints");
        Store replayed = DecisionReplay.of(world);
        for (String table : TABLES) {
            verdict.expectSame(rows(replayed, table), rows(store, table), "%s, from the same inputs", table);
        }
    }

    private Map<String, String> checkpoints() {
        Map<String, String> states = new TreeMap<>();
        for (String service : DecisionReplay.SERVICES) {
            Checkpoints checkpoints = new Checkpoints(service);
            Events.of(world, Topics.STATE, StateCheckpoint.class).forEach(checkpoints::take);
            checkpoints
                    .newest()
                    .forEach(one -> states.put(
                            Checkpoints.key(service, one.getAggregateId()),
                            "%d %s %s".formatted(one.getSequence(), one.getDeadline(), one.getState())));
        }
        return states;
    }

    private static Map<String, String> states(Store store) {
        Map<String, String> states = new TreeMap<>();
        store.rows("headrace.state")
                .forEach(row -> states.put(
                        row.get("service") + "/" + row.get("aggregate_id"),
                        "%s %s %s".formatted(row.get("sequence"), row.get("deadline"), row.get("state"))));
        return states;
    }

    private static Set<String> rows(Store store, String table) {
        Set<String> rows = new TreeSet<>();
        for (Map<String, @Nullable Object> row : store.rows(table)) {
            rows.add(text(row));
        }
        return rows;
    }

    /// A checkpoint also says how far other topics were read, which a replay need not repeat.
    private static String text(Map<String, @Nullable Object> row) {
        boolean isCheckpoint = "state".equals(row.get("aggregatetype"));
        Map<String, @Nullable Object> shown = new TreeMap<>(row);
        shown.replaceAll((column, value) ->
                value instanceof byte[] bytes ? isCheckpoint ? "state" : ByteBuffer.wrap(bytes) : value);
        return shown.toString();
    }
}
