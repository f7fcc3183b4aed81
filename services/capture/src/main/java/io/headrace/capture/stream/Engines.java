package io.headrace.capture.stream;

import io.headrace.capture.CaptureConfig;
import io.headrace.capture.EngineStatus;
import io.headrace.capture.SourceConfig;
import io.headrace.capture.Troubles;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.schemas.RowHistory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// All engines of an installation.
public final class Engines implements AutoCloseable {

    private static final Duration WATCH = Duration.ofSeconds(1);

    private final Map<String, Supervisor> supervisors = new LinkedHashMap<>();

    public Engines(CaptureConfig config, SchemaIds ids, Troubles troubles) {
        EngineSpec control = new EngineSpec(
                CaptureConfig.CONTROL,
                config.control(),
                "headrace_control",
                "headrace_control",
                1,
                EngineSpec.Role.CONTROL);
        supervisors.put(control.source(), new Supervisor(control, setting(config, ids, RowHistory.FOR_EVER), troubles));
        for (SourceConfig source : config.sources()) {
            EngineSpec spec = EngineSpec.of(source);
            supervisors.put(spec.source(), new Supervisor(spec, setting(config, ids, source.history()), troubles));
        }
    }

    private static EngineLife.Setting setting(CaptureConfig config, SchemaIds ids, RowHistory history) {
        return new EngineLife.Setting(config.kafka(), ids, config.pollInterval(), WATCH, config.spool(), history);
    }

    public void start() {
        supervisors.values().forEach(Supervisor::start);
    }

    public List<EngineStatus> status() {
        return supervisors.values().stream().map(Supervisor::status).toList();
    }

    public void reread(String source) {
        Supervisor supervisor = supervisors.get(source);
        if (supervisor == null) {
            throw new IllegalArgumentException(
                    "There is no source '%s'; there are %s".formatted(source, supervisors.keySet()));
        }
        supervisor.reread();
    }

    @Override
    public void close() {
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            supervisors.values().forEach(supervisor -> closing.execute(supervisor::close));
        }
    }
}
