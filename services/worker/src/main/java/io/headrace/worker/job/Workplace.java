package io.headrace.worker.job;

import io.headrace.dataset.stream.Wire;
import io.headrace.kernel.KafkaAddress;
import io.headrace.schemas.RowHistory;
import io.headrace.worker.external.TrainerProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;

/// What a worker has to make jobs with.
///
/// @param database Headrace's own
/// @param folder for what a job needs while it lasts, and for nothing else
/// @param programs by the names that pipelines know them by
/// @param histories how long each source's topics keep rows
public record Workplace(
        KafkaAddress kafka,
        Wire wire,
        DataSource database,
        Path folder,
        Map<String, TrainerProgram> programs,
        Map<String, RowHistory> histories) {

    public Workplace {
        programs = Map.copyOf(programs);
        histories = Map.copyOf(histories);
    }

    /// Removes what lies in its folder, where a worker that was killed left the rows of its job behind.
    public void clear() {
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
    }
}
