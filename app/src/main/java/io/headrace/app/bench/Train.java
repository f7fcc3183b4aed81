package io.headrace.app.bench;

import io.headrace.app.up.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Measures training: of a ridge in this process alone, then of boosted trees through everything.
///
/// @param rowCounts of the ridge: once each, fewest first
record Train(Set<TrainPart> parts, List<Integer> rowCounts, String python) implements BenchRun.MeasuringAlone {

    @Override
    public List<Reading> measure(BenchRun run, Path folder, Progress progress) throws SQLException, IOException {
        List<Reading> readings = new ArrayList<>();
        if (parts.contains(TrainPart.RIDGE)) {
            readings.addAll(new RidgeTrain(new ScikitLearn(python, run), progress).measure(rowCounts));
        }
        if (parts.contains(TrainPart.XGBOOST)) {
            readings.addAll(run.onServers(folder, progress, new XgboostTrain()));
        }
        return readings;
    }
}
