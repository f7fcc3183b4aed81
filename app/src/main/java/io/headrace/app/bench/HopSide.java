package io.headrace.app.bench;

import io.headrace.app.timing.OpenLoop;

/// One way from COMMIT to a consumer of Kafka.
interface HopSide extends AutoCloseable {

    /// Single-row commits, answered by the consumer.
    OpenLoop loop();

    @Override
    void close();
}
