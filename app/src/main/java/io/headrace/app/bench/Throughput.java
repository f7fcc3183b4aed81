package io.headrace.app.bench;

import io.headrace.app.timing.OpenLoop;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Measures large transactions, from COMMIT to applied. The ways take turns, each alone; the first turn warms up.
final class Throughput implements BenchRun.Measuring {

    private static final int ROWS_BEFORE = 50_000;
    private static final int TURNS = 3;
    private static final double AIM_OF_ENGINE = 0.4;
    private static final double AIM_OF_UPSERT = 0.7;

    private final int rows;
    private final Rates dataset = new Rates();
    private final Rates engine = new Rates();
    private final Rates upsert = new Rates();

    /// @param rows of each transaction
    Throughput(int rows) {
        this.rows = rows;
    }

    @Override
    public List<Reading> measure(Site site) throws SQLException, IOException {
        try (DatasetLoad ours = new DatasetLoad(site, ROWS_BEFORE)) {
            turn(site, ours, 0, rows / 3);
            for (int turn = 1; turn <= TURNS; turn++) {
                turn(site, ours, turn, rows);
            }
        }
        return readings(dataset.median(), engine.median(), upsert.median());
    }

    private void turn(Site site, DatasetLoad ours, int turn, int count) throws SQLException, IOException {
        boolean counts = turn > 0;
        load(site, "dataset", ours, count, counts ? dataset : new Rates());
        try (LoadSide side = new BareLoad(site, "bare_engine_" + turn)) {
            load(site, "bare engine", side, count, counts ? engine : new Rates());
        }
        try (LoadSide side = new UpsertLoad(site, "bare_upsert_" + turn)) {
            load(site, "bare upsert", side, count, counts ? upsert : new Rates());
        }
    }

    private static void load(Site site, String name, LoadSide side, int count, Rates rates) throws SQLException {
        OpenLoop loads = side.loads(1);
        loads.begin();
        List<Long> _ = loads.measure(1, Duration.ZERO);
        long nanos = side.loads(count).measure(1, Duration.ZERO).getFirst();
        site.says(
                "%-11s %,d rows in %.1f s: %,.0f rows/s".formatted(name, count, nanos / 1e9, rates.add(count, nanos)));
    }

    static List<Reading> readings(double dataset, double engine, double upsert) {
        return List.of(
                Reading.of(
                                "rows_per_s_beside_engine",
                                "WAL to dataset, beside the engine into nothing, rows/s",
                                dataset)
                        .beside(engine)
                        .aimingAt(Aim.ratioAtLeast(AIM_OF_ENGINE)),
                Reading.of(
                                "rows_per_s_beside_upsert",
                                "WAL to dataset, beside engine → Kafka → RocksDB, rows/s",
                                dataset)
                        .beside(upsert)
                        .aimingAt(Aim.ratioAtLeast(AIM_OF_UPSERT)));
    }
}
