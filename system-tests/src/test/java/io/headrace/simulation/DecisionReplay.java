package io.headrace.simulation;

import io.headrace.deployment.stream.DeploymentBinding;
import io.headrace.deployment.stream.DeploymentRoutes;
import io.headrace.incidents.stream.IncidentBinding;
import io.headrace.incidents.stream.IncidentRoutes;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.Due;
import io.headrace.kernel.stream.Routes;
import io.headrace.kernel.stream.SimulatedDecider;
import io.headrace.pipelines.stream.PipelinesBinding;
import io.headrace.simulation.log.Log;
import io.headrace.simulation.log.Log.Place;
import io.headrace.simulation.source.ControlDatabase;
import io.headrace.simulation.store.Store;
import io.headrace.simulation.store.Store.Written;
import io.headrace.training.stream.TrainingBinding;
import io.headrace.training.stream.TrainingRoutes;
import io.headrace.validation.stream.ValidationBinding;
import io.headrace.validation.stream.ValidationRoutes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The decisions of a run once more: the same inputs in the order in which they were decided, in a world where nothing
/// is repeated and nothing goes wrong.
public final class DecisionReplay {

    public static final List<String> SERVICES =
            List.of("pipelines", "training", "validation", "deployment", "incidents");

    private final World world;
    private final ControlDatabase database;
    private final Map<String, SimulatedDecider<?>> deciders = new TreeMap<>();

    private DecisionReplay(World world) {
        this.world = world;
        this.database = new ControlDatabase(world.clock());
        add(new PipelinesBinding(), Installation.pipelineRoutes());
        add(new TrainingBinding(Installation.RETENTION), TrainingRoutes.routes());
        add(new ValidationBinding(), ValidationRoutes.routes());
        add(new DeploymentBinding(), DeploymentRoutes.routes());
        add(new IncidentBinding(), IncidentRoutes.routes());
    }

    /// The database that it leads to.
    public static Store of(World world) {
        DecisionReplay replay = new DecisionReplay(world);
        for (List<Written> commit : world.control().commits()) {
            replay.repeat(commit);
        }
        return replay.database.store();
    }

    private <C> void add(DeciderBinding<C, ?, ?> binding, Routes<C> routes) {
        DataSource connections = database.store().connections(binding.service(), Hazard.NONE);
        SimulatedDecider.Desk<C> desk = SimulatedDecider.Desk.of(binding, routes, connections, world.avro());
        SimulatedDecider.Life life = new SimulatedDecider.Life(new Dice(0), world.clock());
        deciders.put(binding.service(), new SimulatedDecider<>(desk, world.avro(), new Log(world.clock()), life));
    }

    /// A decider's transaction moves its progress for a record; for a timer it moves a state alone.
    private void repeat(List<Written> commit) {
        for (Written written : commit) {
            @Nullable Map<String, @Nullable Object> row = written.after();
            if (written.table().equals("headrace.progress") && row != null) {
                SimulatedDecider<?> decider = deciders.get(String.valueOf(row.get("service")));
                if (decider != null) {
                    long offset = (Long) Objects.requireNonNull(row.get("next_offset")) - 1;
                    Place place = new Place(String.valueOf(row.get("topic_id")), 0);
                    decider.take(world.log().read(place, offset, 1).getFirst());
                }
                return;
            }
        }
        for (Written written : commit) {
            @Nullable Map<String, @Nullable Object> row = written.before();
            if (written.table().equals("headrace.state") && row != null) {
                Due due = new Due(
                        String.valueOf(row.get("aggregate_id")),
                        (Long) Objects.requireNonNull(row.get("sequence")),
                        (Instant) row.get("deadline"));
                Objects.requireNonNull(deciders.get(String.valueOf(row.get("service"))))
                        .fire(due);
            }
        }
    }
}
