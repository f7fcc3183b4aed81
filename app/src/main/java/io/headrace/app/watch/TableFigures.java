package io.headrace.app.watch;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.commands.Session;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Headrace's tables say.
final class TableFigures implements MultiCollector {

    private static final Logger LOGGER = LoggerFactory.getLogger(TableFigures.class);

    private final Environment environment;
    private final Recent<List<MetricSnapshot>> figures = new Recent<>(this::ask);

    TableFigures(Environment environment) {
        this.environment = environment;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(figures.answer());
    }

    private List<MetricSnapshot> ask() {
        List<MetricSnapshot> all = new ArrayList<>();
        try (Session session = Session.open(environment)) {
            Figure.ALL.forEach(figure -> all.add(figure.of(session.rows(figure.query()))));
            all.add(Freshness.of(session.rows(Freshness.QUERY)));
            all.add(up(1));
            return all;
        } catch (CommandFailure e) {
            LOGGER.warn("the figures of Headrace's tables are not there: {}", e.getMessage());
            return List.of(up(0));
        }
    }

    private static MetricSnapshot up(int value) {
        return GaugeSnapshot.builder()
                .name("headrace_database_up")
                .help("1 where Headrace's tables answer, else 0")
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }
}
