package io.headrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A process that can be recognised later: a pid alone may meanwhile belong to another program.
///
/// @param started clock ticks between the machine's start and the process's, as /proc tells them
public record ProcessMark(long pid, long started) {

    private static final int START_TIME_AFTER_NAME = 19;

    /// Zombie and dead: what is left of a process that has ended, until its parent asks for it. Some containers have no
    /// parent that does.
    private static final Set<String> ENDED = Set.of("Z", "X");

    /// The mark of a running process.
    public static Optional<ProcessMark> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name in parentheses may hold spaces; the numbers stand behind it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return ENDED.contains(fields[0])
                    ? Optional.empty()
                    : Optional.of(new ProcessMark(pid, Long.parseLong(fields[START_TIME_AFTER_NAME])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The mark in a file, if it holds a whole one.
    public static Optional<ProcessMark> read(Path file) {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" ", -1));
            return words.size() == 2
                    ? Optional.of(new ProcessMark(Long.parseLong(words.get(0)), Long.parseLong(words.get(1))))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Remembers it in a file.
    public void write(Path file) {
        try {
            Files.writeString(file, "%d %d".formatted(pid, started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process, if it is still running.
    public Optional<ProcessHandle> alive() {
        return of(pid).filter(this::equals)
                .flatMap(same -> ProcessHandle.of(pid))
                .filter(ProcessHandle::isAlive);
    }
}
