package io.headrace.app.up;

import io.headrace.app.Environment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every service, in this JVM.
final class RunningServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningServices.class);

    /// How each service starts, by its name.
    private static final List<Map.Entry<String, Function<Environment, AutoCloseable>>> SERVICES = List.of();

    private final Deque<Map.Entry<String, AutoCloseable>> running = new ArrayDeque<>();

    private RunningServices() {}

    static RunningServices start(Environment environment, Progress progress) {
        RunningServices services = new RunningServices();
        try {
            for (Map.Entry<String, Function<Environment, AutoCloseable>> service : SERVICES) {
                progress.says("starting " + service.getKey());
                services.running.push(
                        Map.entry(service.getKey(), service.getValue().apply(environment)));
            }
            return services;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /// Stops the last one first.
    @Override
    public void close() {
        while (!running.isEmpty()) {
            Map.Entry<String, AutoCloseable> service = running.pop();
            try {
                service.getValue().close();
            } catch (Exception e) {
                LOG.error("{} did not stop cleanly", service.getKey(), e);
            }
        }
    }
}
