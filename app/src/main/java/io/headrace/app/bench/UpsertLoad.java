package io.headrace.app.bench;

import io.headrace.app.timing.Arrival;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.timing.OpenLoop;
import io.headrace.app.up.Up;
import io.headrace.capture.bare.BareEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// COMMIT → bare engine → plain producer → plain consumer → RocksDB, a put for each row and no log of its own.
final class UpsertLoad implements LoadSide {

    private final FeatureTable table;
    private final PlainTopic topic;
    private final BareEngine engine;
    private final TopicListener listener;
    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final RocksDB store;
    private final Arrivals<Arrival> arrivals = new Arrivals<>();

    /// @param name of its table, its topic, its store and its slot, all new
    UpsertLoad(Site site, String name) throws SQLException, IOException {
        this.table = site.bareTable(name);
        this.store = open(site.folder().resolve(name));
        String kafka = site.environment().kafka().bootstrap();
        this.topic = new PlainTopic(kafka, name);
        this.listener = new TopicListener(kafka, name, IsolationLevel.READ_UNCOMMITTED, this::apply);
        this.engine = BareEngine.start(site.bareDatabase(), name, Up.POLL_INTERVAL, topic::send);
    }

    private RocksDB open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            return RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            throw new IOException("RocksDB does not open in " + folder, e);
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> row) {
        try {
            store.put(unlogged, row.key(), row.value());
        } catch (RocksDBException e) {
            throw new IllegalStateException("RocksDB does not take a row", e);
        }
        long id = PlainTopic.id(row.key());
        if (id == table.lastId()) {
            arrivals.add(new Arrival(id, System.nanoTime()));
        }
    }

    @Override
    public OpenLoop.Commit commit(Load load) {
        return () -> table.commitById(load);
    }

    @Override
    public Arrivals<Arrival> applied() {
        return arrivals;
    }

    @Override
    public void close() {
        engine.close();
        topic.close();
        listener.close();
        store.close();
        unlogged.close();
        options.close();
        table.close();
    }
}
