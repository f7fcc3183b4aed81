package io.headrace.capture.stream;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Debezium's connector for PostgreSQL, with a task that takes changes out of a [PromptQueue].
public final class PromptConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return PromptTask.class;
    }

    /// The task of a [PromptConnector].
    public static final class PromptTask extends PostgresConnectorTask {

        private static final Duration QUIET = Duration.ofMillis(200);

        private @Nullable PromptQueue queue;

        @Override
        public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration config) {
            ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> coordinator = super.start(config);
            queue = PromptQueue.of(config.getString("name"));
            return coordinator;
        }

        /// What came; where nothing comes for a while Debezium's own way of asking tells whether its reader
        /// has failed.
        @Override
        public List<SourceRecord> doPoll() throws InterruptedException {
            List<SourceRecord> records = queue == null ? List.of() : queue.take(QUIET);
            return records.isEmpty() ? super.doPoll() : records;
        }
    }
}
