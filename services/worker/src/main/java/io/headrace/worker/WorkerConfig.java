package io.headrace.worker;

import io.headrace.kernel.Installation;
import io.headrace.schemas.RowHistory;
import io.headrace.worker.external.TrainerProgram;
import java.util.Map;

/// How a worker runs.
///
/// @param programs by the names that pipelines know them by
/// @param histories how long each source's topics keep rows
/// @param jobs how many it makes side by side, 1 at least
public record WorkerConfig(
        Installation installation, Map<String, TrainerProgram> programs, Map<String, RowHistory> histories, int jobs) {

    public WorkerConfig {
        programs = Map.copyOf(programs);
        histories = Map.copyOf(histories);
        if (jobs < 1) {
            throw new IllegalArgumentException("%d jobs side by side: one at least".formatted(jobs));
        }
    }
}
