package io.headrace.worker.external;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes the lines of progress, `{"progress": 0.4, "message": "…"}`, out of a program's standard output.
/// Each of the two may be missing; other fields are passed over. What is no such line goes on.
final class ProgressLines {

    /// A longer line is none of progress.
    private static final int LINE_MAX = 8192;

    private static final int MESSAGE_MAX = 500;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Consumer<Progress> progress;
    private final Tail others;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    ProgressLines(Consumer<Progress> progress, Tail others) {
        this.progress = progress;
        this.others = others;
    }

    void add(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' || line.size() + i - start >= LINE_MAX) {
                line.write(bytes, start, i + 1 - start);
                start = i + 1;
                take(line.toByteArray());
                line.reset();
            }
        }
        line.write(bytes, start, to - start);
    }

    /// What stands behind the last end of a line.
    void end() {
        take(line.toByteArray());
        line.reset();
    }

    private void take(byte[] bytes) {
        read(bytes).ifPresentOrElse(progress, () -> others.add(bytes, 0, bytes.length));
    }

    private static Optional<Progress> read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            return Optional.empty();
        }
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JacksonException _) {
            return Optional.empty();
        }
        JsonNode share = json.path("progress");
        String text = json.path("message").asString("").replaceAll("\\p{Cntrl}", " ");
        String message = text.length() > MESSAGE_MAX ? text.substring(0, MESSAGE_MAX) + "…" : text;
        if (share.isNumber() && share.asDouble() >= 0 && share.asDouble() <= 1) {
            return Optional.of(new Progress(share.asDouble(), message));
        }
        return share.isMissingNode() && !message.isEmpty()
                ? Optional.of(new Progress(null, message))
                : Optional.empty();
    }
}
