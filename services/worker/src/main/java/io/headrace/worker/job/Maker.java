package io.headrace.worker.job;

import io.headrace.dataset.stream.DatasetRows;
import io.headrace.worker.external.TrainerOutcome;
import java.io.IOException;
import java.nio.file.Path;

/// What makes a model of a run's rows: a program, or trees.
interface Maker {

    /// Runs to the end.
    ///
    /// @param folder empty, of this run alone
    TrainerOutcome make(DatasetRows rows, Path folder, Stages stages) throws IOException;
}
