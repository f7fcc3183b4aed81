package io.headrace.app.watch;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// Serves `/health` and `/metrics` of a process.
public final class Watch implements AutoCloseable {

    private static final String OF_TABLES = "registry";

    private final HTTPServer server;

    private Watch(HTTPServer server) {
        this.server = server;
    }

    /// Listens; a [CommandFailure] says why it cannot. The process that keeps the registry also tells what the tables
    /// say.
    ///
    /// @param own what its services count themselves
    public static Watch start(
            InetSocketAddress at,
            Environment environment,
            List<ServiceHealth> services,
            List<? extends MultiCollector> own) {
        PrometheusRegistry figures = new PrometheusRegistry();
        JvmMetrics.builder().register(figures);
        figures.register(new ServiceFigures(environment, services));
        own.forEach(figures::register);
        if (services.stream().anyMatch(service -> service.name().equals(OF_TABLES))) {
            figures.register(new TableFigures(environment));
        }
        try {
            return new Watch(HTTPServer.builder()
                    .inetAddress(at.getAddress())
                    .port(at.getPort())
                    .registry(figures)
                    .defaultHandler(new HealthPage(services))
                    .buildAndStart());
        } catch (IOException e) {
            throw CommandFailure.failed("%s:%d cannot be listened on: %s; choose another address for `watch`"
                    .formatted(at.getHostString(), at.getPort(), e.getMessage()));
        }
    }

    /// Where it listens.
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
