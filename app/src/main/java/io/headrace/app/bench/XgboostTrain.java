package io.headrace.app.bench;

import io.headrace.app.timing.Deliveries;
import io.headrace.app.timing.Deliveries.Delivery;
import io.headrace.app.timing.Sent;
import io.headrace.worker.fitting.Hyperparameters;
import io.headrace.worker.trees.BareXgboost;
import io.headrace.worker.trees.TreeSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Measures boosted trees from COMMIT to the verified model in a subscriber's callback, in turns with the library alone
/// in the same process.
final class XgboostTrain implements BenchRun.Measuring {

    private static final int ROWS = 50_000;
    private static final int WARM_UP = 2;
    private static final int TURNS = 7;
    private static final long SEED = 1;
    private static final String PIPELINE = "bench";
    private static final String KIND = "xgboost";

    /// As JSON, which YAML is too.
    private static final String TRAINER = """
            {"kind": "xgboost", "rounds": 100, "depth": 6, "eta": 0.1, "min-child-weight": 1, "gamma": 0, "l1": 0, "l2": 1, \
            "subsample": 1, "colsample-bytree": 1, "bins": 256, "threads": 1}""";

    @Override
    public List<Reading> measure(Site site) throws SQLException, IOException {
        BareXgboost library = new BareXgboost(
                TreeSettings.of(KIND, new Hyperparameters(JsonMapper.shared().readTree(TRAINER)), SEED));
        FloatRows rows = FloatRows.of(new DrawnRows(SEED), ROWS);
        Measured deployed = new Measured();
        Measured bare = new Measured();
        try (FeatureTable table = site.table("public.bench");
                Deliveries deliveries = new Deliveries(site.environment(), PIPELINE)) {
            table.commit(ROWS);
            site.apply(new FeaturePipeline(TRAINER), PIPELINE, table);
            Delivery _ = deliveries.await("the first model", 0, model -> true, Site.PATIENCE);
            site.says("a first model of %,d rows; warming up".formatted(ROWS));
            for (int turn = -WARM_UP; turn < TURNS; turn++) {
                double ours = answered(table, deliveries) / 1e6;
                double theirs = library.nanos(rows.values(), rows.labels()) / 1e6;
                if (turn >= 0) {
                    deployed.add(ours);
                    bare.add(theirs);
                    site.says("xgboost: COMMIT to callback %,.0f ms; the library %,.0f ms".formatted(ours, theirs));
                }
            }
        }
        return TrainReadings.ofXgboost(ROWS, deployed, bare);
    }

    /// Commits one more row.
    ///
    /// @return nanoseconds until a model is there that has seen it
    private static long answered(FeatureTable table, Deliveries deliveries) throws SQLException {
        int place = deliveries.count();
        Sent sent = table.commit(1);
        Delivery answer = deliveries.await(
                "the model of a commit", place, model -> model.cut().commitLsn() > sent.position(), Site.PATIENCE);
        return answer.nanos() - sent.nanos();
    }
}
