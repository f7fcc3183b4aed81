package io.headrace.app.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/// The messages that module `schemas` has a file of.
final class Messages {

    /// By their simple names.
    static final Set<String> NAMES = names();

    private Messages() {}

    /// A message with all its parts.
    static Schema schema(String name) {
        try {
            return SpecificData.get().getSchema(Class.forName("io.headrace.events." + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no message " + name, e);
        }
    }

    private static Set<String> names() {
        try (Stream<Path> files = Files.list(Path.of("../schemas/src/main/avro/events"))) {
            return files.map(file -> file.getFileName().toString().replace(".avsc", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
