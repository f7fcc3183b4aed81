package io.headrace.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of `docs/reference` that is written from the code: with `-Dupdate` it is written, else compared.
public final class Page {

    private static final Path FOLDER = Path.of("../docs/reference");

    private Page() {}

    /// Where it lies.
    public static Path path(String name) {
        return FOLDER.resolve(name);
    }

    /// Writes it or compares it.
    ///
    /// @param content what it must say
    public static void check(String name, String content) throws IOException {
        if (System.getProperty("update") != null) {
            Files.writeString(path(name), content);
        }
        assertThat(path(name))
                .as("written from the code; run this test with -Dupdate")
                .hasContent(content);
    }

    /// A text in a cell of a table.
    static String cell(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
