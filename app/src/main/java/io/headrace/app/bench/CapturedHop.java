package io.headrace.app.bench;

import io.headrace.app.timing.Arrival;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.timing.OpenLoop;
import io.headrace.app.up.Up;
import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.header.Header;

/// COMMIT → capture → consumer that reads committed rows.
final class CapturedHop implements HopSide {

    private final FeatureTable table;
    private final TopicListener listener;
    private final Arrivals<Arrival> arrivals = new Arrivals<>();

    /// @param name of its table, which is new
    CapturedHop(Site site, String name) throws SQLException {
        this.table = site.table("public." + name);
        site.share(table);
        this.listener = new TopicListener(
                site.environment().kafka().bootstrap(),
                Topics.rows(Up.SOURCE, "public", name),
                IsolationLevel.READ_COMMITTED,
                this::arrived);
    }

    /// A cut has arrived with its last row.
    private void arrived(ConsumerRecord<byte[], byte[]> row) {
        Header lsn = row.headers().lastHeader(RowHeaders.COMMIT_LSN);
        if (lsn != null) {
            arrivals.add(new Arrival(ByteBuffer.wrap(lsn.value()).getLong(), System.nanoTime()));
        }
    }

    @Override
    public OpenLoop loop() {
        return new OpenLoop(() -> table.commit(1), List.of(arrivals), Site.PATIENCE);
    }

    @Override
    public void close() {
        listener.close();
        table.close();
    }
}
