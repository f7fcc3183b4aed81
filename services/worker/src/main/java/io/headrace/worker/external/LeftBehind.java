package io.headrace.worker.external;

import io.headrace.worker.external.TrainerOutcome.Failed;
import io.headrace.worker.external.TrainerOutcome.Made;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// What a program left in its folder: `model.onnx`, and `result.json` if it likes. Pictures and other files
/// are not looked at.
record LeftBehind(TrainerProgram program, Path folder, Limits limits) {

    static final String MODEL = "model.onnx";
    static final String RESULT = "result.json";

    private static final int RESULT_BYTES_MAX = 64 << 10;

    /// @param lastLines as a person would want to see where there is no model
    TrainerOutcome read(String lastLines) {
        try {
            return read(MODEL, limits.modelBytesMax(), lastLines);
        } catch (IOException e) {
            return failed("left files that cannot be read: " + e);
        }
    }

    private TrainerOutcome read(String file, int max, String lastLines) throws IOException {
        Optional<byte[]> model = bytes(file, max);
        if (model.isEmpty()) {
            return failed("ended without an error and left no %s%s".formatted(file, Saying.last(lastLines)));
        }
        byte[] bytes = model.get();
        if (bytes.length == 0) {
            return failed("ended without an error and left an empty %s%s".formatted(file, Saying.last(lastLines)));
        }
        if (bytes.length > max) {
            return failed("left a %s of more than %,d bytes, which is the most".formatted(file, max));
        }
        Optional<byte[]> result = bytes(RESULT, RESULT_BYTES_MAX);
        if (result.isEmpty()) {
            return new Made(bytes, Provenance.silent(program), null);
        }
        if (result.get().length > RESULT_BYTES_MAX) {
            return failed("left a %s of more than %,d bytes, which is the most".formatted(RESULT, RESULT_BYTES_MAX));
        }
        return switch (ResultFile.read(result.get(), program)) {
            case ResultFile.Read.Said(Provenance provenance) -> new Made(bytes, provenance, null);
            case ResultFile.Read.Wrong(String sentence) -> failed(sentence);
        };
    }

    /// One byte more than the most where there are more; empty: there is no such file.
    private Optional<byte[]> bytes(String name, int max) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(max + 1));
        }
    }

    private Failed failed(String what) {
        return new Failed("trainer %s %s".formatted(program.name(), what));
    }
}
