package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryBufferTest {

    @TempDir
    Path folder;

    @Test
    void givesEverythingInOrderAndLeavesNoFileBehind() throws IOException {
        List<String> wanted = new ArrayList<>();
        try (EntryBuffer buffer = new EntryBuffer(folder, 1_000)) {
            for (int i = 0; i < 100; i++) {
                byte[] text = String.valueOf(i).getBytes(StandardCharsets.UTF_8);
                buffer.add(i % 10 == 0 ? new Entry.Truncate("public.t") : new Entry.Row("public.t", 0, text, text));
                wanted.add(i % 10 == 0 ? "truncated" : String.valueOf(i));
            }
            assertThat(texts(buffer)).isEqualTo(wanted);
            assertThat(texts(buffer)).as("a second time").isEqualTo(wanted);
            // A process that is killed here leaves nothing behind.
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    private static List<String> texts(EntryBuffer buffer) {
        List<String> texts = new ArrayList<>();
        buffer.forEach(entry -> texts.add(
                entry instanceof Entry.Row row ? new String(row.value(), StandardCharsets.UTF_8) : "truncated"));
        return texts;
    }
}
