package io.headrace.capture.stream;

import io.headrace.capture.CaptureConfig;
import io.headrace.capture.CaptureOutbox;
import io.headrace.capture.EngineStatus;
import io.headrace.capture.RereadRequests;
import io.headrace.capture.SourceConfig;
import io.headrace.capture.Troubles;
import io.headrace.capture.core.WalAlarm;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/// All engines of an installation.
public final class Engines implements AutoCloseable {

    private final Map<String, Supervisor> supervisors = new LinkedHashMap<>();
    private final TransactionWatch transactions;
    private final SettingsWatch settings;

    public Engines(CaptureConfig config, WalAlarm alarm, SchemaIds ids, Troubles troubles, Spans spans) {
        List<EngineSpec> specs = specs(config);
        EngineLife.Setting setting = new EngineLife.Setting(
                config.kafka(),
                ids,
                config.pollInterval(),
                config.spool(),
                specs.stream().map(EngineSpec::source).collect(Collectors.toSet()),
                spans);
        CaptureOutbox outbox = new CaptureOutbox(config.control(), ids);
        for (EngineSpec spec : specs) {
            RereadRequests requests = new RereadRequests(config.control(), outbox, spec.source());
            supervisors.put(spec.source(), new Supervisor(spec, setting, requests, troubles, alarm));
        }
        Supervisor control = Objects.requireNonNull(supervisors.get(CaptureConfig.CONTROL));
        OpenTroubles ofTopics = new OpenTroubles(CaptureConfig.CONTROL, troubles);
        this.transactions =
                new TransactionWatch(admin(config), topic -> isOurs(config.kafka(), specs, topic), ofTopics);
        this.settings = new SettingsWatch(
                admin(config),
                config.kafka().bootstrap(),
                new WantedSettings(config.kafka(), specs),
                control::isOurs,
                ofTopics);
    }

    /// The control engine's, then those of the sources.
    private static List<EngineSpec> specs(CaptureConfig config) {
        SourceConfig own = new SourceConfig(
                CaptureConfig.CONTROL,
                config.control(),
                CaptureConfig.CONTROL_SLOT,
                CaptureConfig.CONTROL_SLOT,
                1,
                RowHistory.FOR_EVER);
        List<EngineSpec> specs = new ArrayList<>(List.of(new EngineSpec(own, EngineSpec.Role.CONTROL)));
        config.sources().forEach(source -> specs.add(new EngineSpec(source, EngineSpec.Role.DATA)));
        return specs;
    }

    private static Admin admin(CaptureConfig config) {
        return Admin.create(config.kafka().client());
    }

    /// Row topics, events and what Headrace keeps for itself.
    private static boolean isOurs(KafkaAddress kafka, List<EngineSpec> specs, String inKafka) {
        return kafka.nameOf(inKafka)
                .filter(topic -> topic.startsWith("headrace.")
                        || topic.startsWith("headrace-")
                        || specs.stream().anyMatch(spec -> topic.startsWith(spec.prefix() + '.')))
                .isPresent();
    }

    public void start() {
        supervisors.values().forEach(Supervisor::start);
        transactions.start();
        settings.start();
    }

    public List<EngineStatus> status() {
        return supervisors.values().stream().map(Supervisor::status).toList();
    }

    @Override
    public void close() {
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            supervisors.values().forEach(supervisor -> closing.execute(supervisor::close));
            closing.execute(transactions::close);
            closing.execute(settings::close);
        }
    }
}
