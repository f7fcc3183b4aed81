package io.headrace.simulation;

import io.headrace.capture.DatabaseAddress;
import io.headrace.capture.SourceConfig;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.capture.stream.EngineSpec;
import io.headrace.capture.stream.SimulatedEngine;
import io.headrace.dataset.stream.SimulatedDataset;
import io.headrace.deployment.stream.DeploymentBinding;
import io.headrace.deployment.stream.DeploymentRoutes;
import io.headrace.incidents.stream.IncidentBinding;
import io.headrace.incidents.stream.IncidentRoutes;
import io.headrace.kernel.projector.SimulatedProjector;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.stream.Routes;
import io.headrace.kernel.stream.SimulatedDecider;
import io.headrace.pipelines.core.PipelineCommand;
import io.headrace.pipelines.stream.PipelineRows;
import io.headrace.pipelines.stream.PipelinesBinding;
import io.headrace.registry.RegistryProjection;
import io.headrace.registry.RegistrySchema;
import io.headrace.schemas.RowHistory;
import io.headrace.schemas.Topics;
import io.headrace.simulation.people.Tables;
import io.headrace.simulation.source.Captured;
import io.headrace.training.core.Retention;
import io.headrace.training.stream.TrainingBinding;
import io.headrace.training.stream.TrainingRoutes;
import io.headrace.validation.stream.ValidationBinding;
import io.headrace.validation.stream.ValidationRoutes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/// The services of an installation, each as one that can die and begin again.
public final class Installation {

    /// Short, so that artifacts go while others are made.
    static final Retention RETENTION = new Retention(Duration.ofSeconds(10));

    private final World world;
    private final SimulatedDataset.Saved saved;
    private final List<Service> services = new ArrayList<>();

    Installation(World world) {
        this.world = world;
        this.saved = new SimulatedDataset.Saved(world.tables().partitions());
        add("capture", (dice, clock) -> engine(EngineSpec.Role.DATA, Tables.SOURCE, world.source(), dice));
        add("control", (dice, clock) -> engine(EngineSpec.Role.CONTROL, "headrace", world.control(), dice));
        add("dataset", this::dataset);
        add(new PipelinesBinding(), pipelineRoutes());
        add(new TrainingBinding(RETENTION), TrainingRoutes.routes());
        add(new ValidationBinding(), ValidationRoutes.routes());
        add(new DeploymentBinding(), DeploymentRoutes.routes());
        add(new IncidentBinding(), IncidentRoutes.routes());
        add("registry", (dice, clock) -> registry(dice));
    }

    public List<Service> services() {
        return services;
    }

    private void add(String name, BiFunction<Dice, WallClock, Copy> starts) {
        Dice dice = world.dice().split();
        WallClock clock = new WallClock(world.clock());
        services.add(new Service(name, () -> starts.apply(dice, clock), clock, world.trace()));
    }

    private <C> void add(DeciderBinding<C, ?, ?> binding, Routes<C> routes) {
        DataSource database = world.control().store().connections(binding.service(), world.misfortune());
        SimulatedDecider.Desk<C> desk = SimulatedDecider.Desk.of(binding, routes, database, world.avro());
        add(binding.service(), (dice, clock) -> decider(desk, dice, clock));
    }

    private Copy engine(EngineSpec.Role role, String source, Captured database, Dice dice) {
        int partitions = role == EngineSpec.Role.DATA ? world.tables().partitions() : 1;
        DatabaseAddress nowhere = new DatabaseAddress("nowhere", 0, "none", "nobody", "");
        EngineSpec spec = new EngineSpec(
                new SourceConfig(source, nowhere, "headrace", "headrace", partitions, RowHistory.FOR_EVER), role);
        SchemaIds ids = world.schemas();
        SimulatedEngine engine = new SimulatedEngine(spec, database, world.log(), ids, dice, world.misfortune());
        return () -> {
            if (dice.onceIn(4)) {
                return engine.look();
            }
            int records = engine.batch();
            return records == 0 ? Optional.empty() : Optional.of("takes %d records".formatted(records));
        };
    }

    private Copy dataset(Dice dice, WallClock clock) {
        SimulatedDataset dataset = new SimulatedDataset(
                world.tables(),
                new MemoryWire(world.avro(), world.schemas()),
                world.log(),
                saved,
                new SimulatedDataset.Life(dice, clock, world.misfortune()));
        return () -> {
            int chance = dice.below(20);
            if ((dataset.wantsCommit() && chance < 12) || chance == 0) {
                return dataset.commit() ? Optional.of("commits") : Optional.empty();
            }
            if (chance < 5) {
                dataset.punctuate();
                return Optional.empty();
            }
            return chance < 8 ? dataset.readCatalog() : dataset.read();
        };
    }

    private <C> Copy decider(SimulatedDecider.Desk<C> desk, Dice dice, WallClock clock) {
        SimulatedDecider<C> decider =
                new SimulatedDecider<>(desk, world.avro(), world.log(), new SimulatedDecider.Life(dice, clock));
        return new Copy() {
            @Override
            public Optional<String> step() {
                return dice.onceIn(2) ? decider.timer().or(decider::read) : decider.read();
            }

            @Override
            public Optional<Duration> untilDeadline() {
                return decider.untilDeadline();
            }
        };
    }

    static Routes<PipelineCommand> pipelineRoutes() {
        PipelineRows rows = new PipelineRows(Map.of(Tables.SOURCE, SourceCatalogue.connections()));
        return new Routes<PipelineCommand>().rows(Topics.PIPELINE_ROWS, rows::inputs);
    }

    private Copy registry(Dice dice) {
        SimulatedProjector projector = new SimulatedProjector(
                world.control().store().connections("registry", world.misfortune()),
                new RegistryProjection(RegistrySchema.LIVE),
                world.avro(),
                world.log(),
                dice);
        return projector::poll;
    }
}
