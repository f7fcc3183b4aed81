package io.headrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Topics are kept for ever and services are upgraded one by one: each message of a release must be read by the
/// schemas of today, and the other way round. `released/` only grows.
class CompatibilityTest {

    private static final Path RELEASED = Path.of("released");

    @Test
    void readsWhatEveryReleaseWroteAndIsReadByIt() throws IOException {
        List<Path> released = released();
        assertThat(released).isNotEmpty();
        for (Path file : released) {
            Schema before = new Schema.Parser().parse(file.toFile());
            assertThat(problems(Messages.named(before.getName()), before))
                    .as("%s, compared with today's", file)
                    .isEmpty();
        }
    }

    @Test
    void wouldSeeAFieldWithoutADefault() {
        Schema before = record("{\"name\": \"a\", \"type\": \"string\"}");
        Schema added = record("{\"name\": \"a\", \"type\": \"string\"}, {\"name\": \"b\", \"type\": \"string\"}");
        Schema optional = record(
                "{\"name\": \"a\", \"type\": \"string\"}, {\"name\": \"b\", \"type\": \"string\", \"default\": \"\"}");
        assertThat(problems(added, before)).isNotEmpty();
        assertThat(problems(before, added)).isNotEmpty();
        assertThat(problems(optional, before)).isEmpty();
    }

    /// Run once for a release: `mvn -pl schemas test -Dtest=CompatibilityTest -Dheadrace.release=0.1.0`.
    @Test
    @EnabledIfSystemProperty(named = "headrace.release", matches = ".+")
    void writesTheSchemasOfARelease() throws IOException {
        Path folder = RELEASED.resolve(System.getProperty("headrace.release", ""));
        Files.createDirectories(folder);
        for (Schema schema : Messages.all()) {
            Files.writeString(
                    folder.resolve(schema.getName() + ".avsc"), SchemaFormatter.format("json/pretty", schema) + "\n");
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    /// What either cannot read of the other.
    private static List<String> problems(Schema today, Schema before) {
        return Stream.of(
                        SchemaCompatibility.checkReaderWriterCompatibility(today, before)
                                .getResult(),
                        SchemaCompatibility.checkReaderWriterCompatibility(before, today)
                                .getResult())
                .filter(result -> result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE)
                .map(SchemaCompatibilityResult::toString)
                .toList();
    }

    private static Schema record(String fields) {
        return new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"Told\", \"fields\": [%s]}".formatted(fields));
    }

    private static List<Path> released() throws IOException {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }
}
