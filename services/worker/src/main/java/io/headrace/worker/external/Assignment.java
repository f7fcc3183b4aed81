package io.headrace.worker.external;

import java.nio.file.Path;
import java.time.Duration;

/// One run of a trainer.
///
/// @param folder absolute, with the row files in it, and of this run alone; removing it is the caller's
/// @param timeLimit when it is not done by then, it is ended
public record Assignment(TrainerProgram program, Path folder, TrainerRequest request, Duration timeLimit) {

    public Assignment {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("%s is relative: a run needs a folder from the root".formatted(folder));
        }
    }
}
