package io.headrace.capture;

import io.headrace.capture.core.WalAlarm;
import io.headrace.capture.rows.RegistrySchemaIds;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.capture.stream.Engines;
import io.headrace.kernel.trace.Spans;
import java.util.List;

/// Captures the sources and Headrace's own tables.
///
/// Starting returns at once; whatever is away is waited for.
public final class CaptureService implements AutoCloseable {

    private final Engines engines;

    /// Says its troubles through the outbox.
    ///
    /// @param alarm when WAL that a slot keeps is a trouble
    /// @param spans takes what is captured and relayed
    public CaptureService(CaptureConfig config, WalAlarm alarm, Spans spans) {
        this(
                config,
                alarm,
                new OutboxTroubles(
                        new CaptureOutbox(config.control(), new RegistrySchemaIds(config.registry(), config.kafka()))),
                spans);
    }

    /// Says its troubles elsewhere.
    public CaptureService(CaptureConfig config, WalAlarm alarm, Troubles troubles, Spans spans) {
        SchemaIds ids = new RegistrySchemaIds(config.registry(), config.kafka());
        this.engines = new Engines(config, alarm, ids, troubles, spans);
    }

    public void start() {
        engines.start();
    }

    /// How every engine stands, the control engine first.
    public List<EngineStatus> status() {
        return engines.status();
    }

    @Override
    public void close() {
        engines.close();
    }
}
