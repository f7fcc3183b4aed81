package io.headrace.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// PostgreSQL's own lock file.
final class PostmasterPid {

    private PostmasterPid() {}

    /// Removes it where its pid meanwhile belongs to another program: after a restart of the machine or container
    /// PostgreSQL would take that one for itself and refuse to start.
    static void removeStale(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!lines.isEmpty() && !isPostgres(lines.getFirst().strip())) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new ServerFailure("cannot read %s: %s".formatted(file, e), e);
        }
    }

    private static boolean isPostgres(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "comm")).strip().equals("postgres");
        } catch (IOException e) {
            // No such process: PostgreSQL sees that too, and still looks for its shared memory.
            return true;
        }
    }
}
