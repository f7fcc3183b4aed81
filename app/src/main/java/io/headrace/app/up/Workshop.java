package io.headrace.app.up;

import io.headrace.worker.external.TrainerProgram;
import java.util.Map;

/// What a worker may do.
///
/// @param programs that train, by name
/// @param jobs side by side
public record Workshop(Map<String, TrainerProgram> programs, int jobs) {

    /// One job at a time, and no program.
    public static final Workshop EMPTY = new Workshop(Map.of(), 1);

    public Workshop {
        programs = Map.copyOf(programs);
    }
}
