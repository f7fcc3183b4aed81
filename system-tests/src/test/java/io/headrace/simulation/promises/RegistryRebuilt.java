package io.headrace.simulation.promises;

import io.headrace.kernel.projector.SimulatedProjector;
import io.headrace.registry.RegistryProjection;
import io.headrace.registry.RegistrySchema;
import io.headrace.simulation.Dice;
import io.headrace.simulation.Hazard;
import io.headrace.simulation.World;
import io.headrace.simulation.store.Store;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The registry's tables are what a fold of the topics from their beginning gives, in whatever order they come.
final class RegistryRebuilt {

    private final World world;
    private final Verdict verdict;

    RegistryRebuilt(World world, Verdict verdict) {
        this.world = world;
        this.verdict = verdict;
    }

    void check() throws SQLException {
        Store store = world.control().store();
        SimulatedProjector projector = new SimulatedProjector(
                store.connections("rebuild", Hazard.NONE),
                new RegistryProjection(RegistrySchema.REBUILT),
                world.avro(),
                world.log(),
                new Dice(world.trace().steps()));
        while (projector.hasMore()) {
            projector.poll();
        }
        for (String table : RegistrySchema.TABLES) {
            verdict.expectSame(
                    rows(store, RegistrySchema.REBUILT.table(table)),
                    rows(store, RegistrySchema.LIVE.table(table)),
                    "the registry's %s",
                    table);
        }
    }

    private static List<String> rows(Store store, String table) {
        return store.rows(table).stream().map(RegistryRebuilt::text).sorted().toList();
    }

    private static String text(Map<String, @Nullable Object> row) {
        StringBuilder text = new StringBuilder();
        row.forEach((column, value) -> text.append(column)
                .append('=')
                .append(value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.toString(value))
                .append(' '));
        return text.toString();
    }
}
