package io.headrace.worker.external;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command under the name that pipelines use. Only a worker's own configuration makes one.
///
/// @param command the program, by its name or from the root, and what stands before the folder among its
///     arguments
/// @param memoryBytes the most that each of its processes may allocate; null: as much as there is
public record TrainerProgram(
        String name, List<String> command, @Nullable Long memoryBytes) {

    public TrainerProgram {
        command = List.copyOf(command);
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw new IllegalArgumentException("trainer %s has no command: name its program".formatted(name));
        }
        if (memoryBytes != null && memoryBytes <= 0) {
            throw new IllegalArgumentException(
                    "trainer %s may have %d bytes of memory: it needs some".formatted(name, memoryBytes));
        }
    }
}
