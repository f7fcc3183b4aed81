package io.headrace.app.watch;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.commands.ServiceGroups;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the services of this process are, and how many records each has still to read.
final class ServiceFigures implements MultiCollector {

    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceFigures.class);

    private final Environment environment;
    private final List<ServiceHealth> services;
    private final Recent<List<GaugeDataPointSnapshot>> behind = new Recent<>(this::ask);

    ServiceFigures(Environment environment, List<ServiceHealth> services) {
        this.environment = environment;
        this.services = services;
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(
                gauge(
                        "headrace_service_ready",
                        "1 where a service of this process does its work, else 0",
                        services.stream()
                                .map(service ->
                                        point(service.name(), service.ready().getAsBoolean() ? 1 : 0))
                                .toList()),
                gauge(
                        "headrace_service_behind_records",
                        "Records that a service has still to read, all its copies together",
                        behind.answer()));
    }

    private static GaugeSnapshot gauge(String name, String help, List<GaugeDataPointSnapshot> points) {
        return new GaugeSnapshot(new MetricMetadata(name, help), points);
    }

    private List<GaugeDataPointSnapshot> ask() {
        try {
            return ServiceGroups.ask(environment).stream()
                    .filter(group -> services.stream().anyMatch(service -> group.isOf(service.name())))
                    .map(group -> point(group.name(), (double) group.behind()))
                    .toList();
        } catch (CommandFailure e) {
            LOGGER.warn("how far services are cannot be told: {}", e.getMessage());
            return List.of();
        }
    }

    private static GaugeDataPointSnapshot point(String service, double value) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of("service", service))
                .value(value)
                .build();
    }
}
