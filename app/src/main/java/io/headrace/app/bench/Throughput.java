package io.headrace.app.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// Measures loads, from COMMIT to applied. The ways take turns, each alone; the first turn warms up.
final class Throughput implements BenchRun.Measuring {

    private static final int ROWS_BEFORE = 50_000;
    private static final int TURNS = 3;
    private static final double AIM_OF_ENGINE = 0.4;
    private static final double AIM_OF_UPSERT = 0.7;

    private final Load many;
    private final Load one;
    private final Rates manyRates = new Rates();
    private final Rates oneRates = new Rates();

    /// What each way has made of a load, rows per second.
    record Rates(Measured dataset, Measured engine, Measured upsert) {
        Rates() {
            this(new Measured(), new Measured(), new Measured());
        }
    }

    /// @param rows of a load
    /// @param transaction rows of a transaction, where the load is many of them
    Throughput(int rows, int transaction) {
        this.many = new Load(Math.max(1, rows / transaction), transaction);
        this.one = new Load(1, many.total());
    }

    @Override
    public List<Reading> measure(Site site) throws SQLException, IOException {
        try (DatasetLoad ours = new DatasetLoad(site, ROWS_BEFORE)) {
            turn(site, ours, 0);
            for (int turn = 1; turn <= TURNS; turn++) {
                turn(site, ours, turn);
            }
        }
        return Stream.concat(
                        readings("", many.words(), manyRates).stream(),
                        readings("one_transaction_", one.words(), oneRates).stream())
                .toList();
    }

    private void turn(Site site, DatasetLoad ours, int turn) throws SQLException, IOException {
        boolean counts = turn > 0;
        Rates ofMany = counts ? manyRates : new Rates();
        Rates ofOne = counts ? oneRates : new Rates();
        load(site, "dataset", ours, ofMany.dataset(), ofOne.dataset());
        try (LoadSide side = new BareLoad(site, "bare_engine_" + turn)) {
            load(site, "bare engine", side, ofMany.engine(), ofOne.engine());
        }
        try (LoadSide side = new UpsertLoad(site, "bare_upsert_" + turn)) {
            load(site, "bare upsert", side, ofMany.upsert(), ofOne.upsert());
        }
    }

    private void load(Site site, String name, LoadSide side, Measured ofMany, Measured ofOne) throws SQLException {
        side.begin();
        load(site, name, side, many, ofMany);
        load(site, name, side, one, ofOne);
    }

    private static void load(Site site, String name, LoadSide side, Load load, Measured rates) throws SQLException {
        long nanos = side.nanos(load);
        double rate = load.total() * 1e9 / nanos;
        rates.add(rate);
        site.says("%-11s %s in %.1f s: %,.0f rows/s".formatted(name, load.words(), nanos / 1e9, rate));
    }

    static List<Reading> readings(String prefix, String load, Rates rates) {
        double dataset = rates.dataset().median();
        return List.of(
                Reading.of(
                                prefix + "rows_per_s_beside_engine",
                                load + " beside the engine into nothing, rows/s",
                                dataset)
                        .beside(rates.engine().median())
                        .aimingAt(Aim.ratioAtLeast(AIM_OF_ENGINE)),
                Reading.of(
                                prefix + "rows_per_s_beside_upsert",
                                load + " beside engine → Kafka → RocksDB, rows/s",
                                dataset)
                        .beside(rates.upsert().median())
                        .aimingAt(Aim.ratioAtLeast(AIM_OF_UPSERT)));
    }
}
