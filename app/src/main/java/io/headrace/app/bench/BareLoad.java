package io.headrace.app.bench;

import io.headrace.app.timing.Arrival;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.timing.OpenLoop;
import io.headrace.app.up.Up;
import io.headrace.capture.bare.BareEngine;
import java.sql.SQLException;

/// COMMIT → bare engine → nothing.
final class BareLoad implements LoadSide {

    private final FeatureTable table;
    private final BareEngine engine;
    private final Arrivals<Arrival> arrivals = new Arrivals<>();

    /// @param name of its table and its slot, both new
    BareLoad(Site site, String name) throws SQLException {
        this.table = site.bareTable(name);
        this.engine = BareEngine.start(site.bareDatabase(), name, Up.POLL_INTERVAL, row -> arrived(row.id()));
    }

    private void arrived(long id) {
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
        table.close();
    }
}
