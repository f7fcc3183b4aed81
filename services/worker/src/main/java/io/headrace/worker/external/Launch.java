package io.headrace.worker.external;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Starts a program, with nothing of the worker's environment but where programs lie and which language is
/// spoken.
record Launch(TrainerProgram program, Path folder) {

    private static final String REQUEST = "HEADRACE_REQUEST";
    private static final String LIMITER = "prlimit";

    /// What came of it.
    sealed interface Started {

        record Running(ProcessTree tree) implements Started {}

        /// Nothing runs.
        ///
        /// @param sentence without the trainer's name
        record NotFound(String sentence) implements Started {}
    }

    Started start() {
        String first = program.command().getFirst();
        if (!isThere(first)) {
            return new Started.NotFound("there is no program %s that the worker can run".formatted(first));
        }
        if (program.memoryBytes() != null && !isThere(LIMITER)) {
            return new Started.NotFound(
                    "its memory is limited, and there is no program %s to see to that: install util-linux"
                            .formatted(LIMITER));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command()).directory(folder.toFile()).redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment());
        try {
            return new Started.Running(ProcessTree.start(builder, REQUEST + "=" + request()));
        } catch (IOException e) {
            return new Started.NotFound("it cannot be started: " + e.getMessage());
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (program.memoryBytes() != null) {
            command.addAll(List.of(LIMITER, "--data=" + program.memoryBytes(), "--"));
        }
        command.addAll(program.command());
        command.add(folder.toString());
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH",
                path(),
                "HOME",
                folder.toString(),
                "TMPDIR",
                folder.toString(),
                "LANG",
                Objects.requireNonNullElse(System.getenv("LANG"), "C.UTF-8"),
                REQUEST,
                request());
    }

    private String request() {
        return folder.resolve(TrainerRequest.FILE).toString();
    }

    private static String path() {
        return Objects.requireNonNullElse(System.getenv("PATH"), "/usr/local/bin:/usr/bin:/bin");
    }

    private static boolean isThere(String name) {
        Stream<Path> places = name.contains("/")
                ? Stream.of(Path.of(name))
                : Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(path())
                        .map(place -> Path.of(place, name));
        return places.anyMatch(place -> place.isAbsolute() && Files.isRegularFile(place) && Files.isExecutable(place));
    }
}
