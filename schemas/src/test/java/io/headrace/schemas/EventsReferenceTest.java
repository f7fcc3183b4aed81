package io.headrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/reference/events.md` is written from the schemas: `mvn -pl schemas test -Dtest=EventsReferenceTest -Dupdate`.
class EventsReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/events.md");

    @Test
    void thePageSaysWhatTheSchemasSay() throws IOException {
        String expected = EventsReference.of(Messages.all());
        if (System.getProperty("update") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as("written from the schemas; run this test with -Dupdate")
                .hasContent(expected);
    }
}
