package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.app.Pace;
import io.headrace.app.watch.ServiceHealth;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Services, in this JVM.
final class RunningServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningServices.class);
    private static final Duration READY_MAX = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    private final List<RunningService> services;

    private RunningServices(List<RunningService> services) {
        this.services = services;
    }

    /// Starts all at once, and waits until each does its work; a [CommandFailure] names those that do not.
    static RunningServices start(Map<String, Callable<RunningService>> starts, Progress progress) {
        RunningServices services = begin(starts, progress);
        try {
            services.awaitReady(progress);
            return services;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /// Starts all at once; a [CommandFailure] tells why one cannot be started.
    static RunningServices begin(Map<String, Callable<RunningService>> starts, Progress progress) {
        progress.says("starting " + String.join(", ", starts.keySet()));
        List<RunningService> started = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<RunningService> start : ended(starts.values())) {
            switch (start.state()) {
                case SUCCESS -> started.add(start.resultNow());
                case FAILED -> failures.add(start.exceptionNow());
                case RUNNING, CANCELLED -> failures.add(new IllegalStateException("a start was interrupted"));
            }
        }
        RunningServices services = new RunningServices(List.copyOf(started));
        if (!failures.isEmpty()) {
            services.close();
            failures.forEach(failure -> LOG.error("a service did not start", failure));
            throw CommandFailure.failed(failures.getFirst());
        }
        return services;
    }

    private static List<Future<RunningService>> ended(Collection<Callable<RunningService>> starts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return starts.stream().map(threads::submit).toList();
        }
    }

    /// A state that is being restored may take as long as it likes, and is told of.
    private void awaitReady(Progress progress) {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        long told = System.nanoTime();
        long restored = 0;
        List<String> waiting = waiting();
        while (!waiting.isEmpty()) {
            long now = System.nanoTime();
            long done = restored();
            if (done != restored) {
                restored = done;
                deadline = now + READY_MAX.toNanos();
            }
            if (now - told > TELL_EVERY.toNanos()) {
                services.forEach(service -> tell(service, progress));
                told = now;
            }
            if (now > deadline || Thread.currentThread().isInterrupted()) {
                throw CommandFailure.failed("not ready within %d s: %s; the log says why"
                        .formatted(READY_MAX.toSeconds(), String.join(", ", waiting)));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            waiting = waiting();
        }
    }

    private long restored() {
        return services.stream()
                .flatMap(service -> service.restoring().get().stream())
                .mapToLong(Pace::done)
                .sum();
    }

    private static void tell(RunningService service, Progress progress) {
        service.restoring()
                .get()
                .ifPresent(pace ->
                        progress.says("%s restores its state: %s".formatted(service.name(), pace.sentence("records"))));
    }

    /// Says of each service when it is running, or what keeps it from its work, however long that takes.
    void awaitEach(Consumer<String> says) {
        List<RunningService> waiting = new ArrayList<>(services);
        while (!waiting.isEmpty() && !Thread.currentThread().isInterrupted()) {
            waiting.removeIf(service -> {
                boolean isReady = service.ready().getAsBoolean();
                if (isReady) {
                    says.accept(service.name()
                            + service.stopped()
                                    .get()
                                    .map(" has started, but: "::concat)
                                    .orElse(" is running"));
                }
                return isReady;
            });
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// How each is, now and later.
    List<ServiceHealth> health() {
        return services.stream()
                .map(service -> new ServiceHealth(service.name(), service::works, () -> why(service)))
                .toList();
    }

    /// What they count themselves.
    List<MultiCollector> figures() {
        return services.stream().flatMap(service -> service.figures().stream()).toList();
    }

    private static String why(RunningService service) {
        return service.stopped()
                .get()
                .or(() -> service.restoring().get().map(pace -> "it restores its state: " + pace.sentence("records")))
                .orElse("it waits for a server, or for its place among other copies; the log says for which");
    }

    private List<String> waiting() {
        return services.stream()
                .filter(service -> !service.ready().getAsBoolean())
                .map(RunningService::name)
                .toList();
    }

    /// Stops all, at once: each takes its time to commit.
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach(service -> threads.execute(() -> stop(service)));
        }
    }

    private static void stop(RunningService service) {
        try {
            service.service().close();
        } catch (Exception e) {
            LOG.error("{} did not stop cleanly", service.name(), e);
        }
    }
}
