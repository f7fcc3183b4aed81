package io.headrace.app.bench;

import io.headrace.app.timing.Arrival;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.timing.OpenLoop;
import java.io.IOException;
import java.sql.SQLException;

/// COMMIT → capture → dataset: applied when a dataset version covers the rows.
final class DatasetLoad implements LoadSide {

    private final FeatureTable table;
    private final Versions versions;

    /// Makes a table of so many rows and a pipeline on it.
    DatasetLoad(Site site, int rows) throws SQLException, IOException {
        this.table = site.table("public.bench");
        this.versions = new Versions(site.environment());
        table.commit(rows);
        site.apply("bench", table);
    }

    @Override
    public OpenLoop.Commit commit(Load load) {
        return () -> table.commit(load);
    }

    @Override
    public Arrivals<Arrival> applied() {
        return versions.arrivals();
    }

    @Override
    public void close() {
        versions.close();
        table.close();
    }
}
