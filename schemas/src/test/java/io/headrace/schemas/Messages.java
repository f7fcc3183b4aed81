package io.headrace.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/// The schemas of today, each whole.
final class Messages {

    private static final Path FOLDER = Path.of("src/main/avro/events");

    private Messages() {}

    static List<Schema> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> named(file.getFileName().toString().replace(".avsc", "")))
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By its simple name.
    ///
    /// @throws IllegalArgumentException if there is none of that name any more
    static Schema named(String name) {
        try {
            return SpecificData.get().getSchema(Class.forName("io.headrace.events." + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "There is no message %s, but topics may hold some: keep its schema".formatted(name), e);
        }
    }
}
