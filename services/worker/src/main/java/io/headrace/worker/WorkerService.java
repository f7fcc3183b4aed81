package io.headrace.worker;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.dataset.RegistryWire;
import io.headrace.kernel.Installation;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.shell.DecisionShell;
import io.headrace.kernel.stream.DecisionService;
import io.headrace.letters.Letters;
import io.headrace.worker.core.JobCommand;
import io.headrace.worker.core.JobEvent;
import io.headrace.worker.core.Jobs;
import io.headrace.worker.job.WorkLoop;
import io.headrace.worker.job.Workplace;
import io.headrace.worker.stream.WorkerBinding;
import io.headrace.worker.stream.WorkerRoutes;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Workers at work: one hears of jobs for all, each makes one at a time.
public final class WorkerService implements AutoCloseable {

    private static final String NAME = "worker";

    private final DecisionService decisions;
    private final List<WorkLoop> loops;
    private final Shared shared;

    private WorkerService(DecisionService decisions, List<WorkLoop> loops, Shared shared) {
        this.decisions = decisions;
        this.loops = loops;
        this.shared = shared;
    }

    /// What the loops share.
    private record Shared(HikariDataSource pool, SchemaRegistry registry, RegistryWire wire, Patience patience)
            implements AutoCloseable {

        static Shared open(WorkerConfig config) {
            Installation installation = config.installation();
            return new Shared(
                    Pool.open(installation.database(), "headrace-worker-jobs", 2 * config.jobs()),
                    new SchemaRegistry(installation.registry()),
                    new RegistryWire(installation.registry(), NAME),
                    new Patience(NAME));
        }

        @Override
        public void close() {
            patience.close();
            wire.close();
            registry.close();
            pool.close();
        }
    }

    /// Starts working; servers that are away are waited for.
    public static WorkerService start(WorkerConfig config) {
        Installation installation = config.installation();
        Shared shared = Shared.open(config);
        AvroCodec avro = new AvroCodec(shared.registry());
        WorkerBinding binding = new WorkerBinding();
        DecisionService decisions =
                DecisionService.start(installation, binding, new WorkerRoutes(avro).routes(), Letters::desk);
        DecisionShell<JobCommand, Jobs, JobEvent> shell =
                new DecisionShell<>(shared.pool(), binding, avro, shared.patience(), installation.spans());
        Workplace place = new Workplace(
                installation.kafka(),
                shared.wire(),
                shared.pool(),
                installation.folder().resolve(NAME),
                config.programs(),
                config.histories());
        place.clear();
        List<WorkLoop> loops = IntStream.rangeClosed(1, config.jobs())
                .mapToObj(number ->
                        WorkLoop.start(place, "%s/%d".formatted(installation.instance(), number), avro, shell))
                .toList();
        return new WorkerService(decisions, loops, shared);
    }

    /// Whether it hears of jobs, and takes them.
    public boolean isRunning() {
        return decisions.isRunning() && loops.stream().allMatch(WorkLoop::isRunning);
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            loops.forEach(loop -> threads.execute(loop::close));
        }
        decisions.close();
        shared.close();
    }
}
