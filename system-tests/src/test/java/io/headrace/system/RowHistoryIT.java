package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A row history with a horizon: what is deleted leaves the broker's disk, and what is within the horizon stays exact.
final class RowHistoryIT {

    private static final String MARKER = "Ada-Lovelace-of-12-St-James-Square";
    private static final Duration CLEANED_MAX = Duration.ofMinutes(10);

    private static Workplace at;

    @BeforeAll
    static void open(@TempDir Path folder) throws SQLException {
        at = Workplace.open(folder, "--row-history", "2m");
    }

    @AfterAll
    static void close() throws SQLException {
        at.close();
    }

    @Test
    void aDeletedRowLeavesTheLogAndVersionsWithinTheHorizonComeOutAgain() throws IOException {
        at.database().createHouses("visited", 300);
        at.database().execute("alter table visited add column note text");
        String _ = at.terminal().apply(at.specification("visited", "automatic"));
        at.inProduction("visited", 1);
        at.database()
                .deployedAfter(
                        "visited",
                        List.of("insert into visited values (5000, 77, 3, 'east', 180000, '" + MARKER + "')"));
        at.database().deployedAfter("visited", List.of("update visited set price = 190000 where id = 5000"));
        assertThat(files(MARKER)).isNotEmpty();

        at.database().deployedAfter("visited", List.of("delete from visited where id = 5000"));

        JsonNode forgotten =
                at.terminal().run("forgotten", "visited", "5000", "--json").json();
        assertThat(forgotten.get("forgotten").asBoolean())
                .as(forgotten.toString())
                .isTrue();
        assertThat(forgotten.get("log").get("records").asInt()).isEqualTo(3);
        assertThat(forgotten.get("log").get("history").asString()).contains("2m");
        assertThat(at.terminal().run("reproduce", "visited", "--all").exit()).isZero();

        await("the cleaner").atMost(CLEANED_MAX).until(() -> files(MARKER), List::isEmpty);

        at.database().deployedAfter("visited", List.of("update visited set price = price + 1 where id < 20"));
        Said all = at.terminal().run("reproduce", "visited", "--all", "--json");
        assertThat(all.exit()).as(all.out()).isZero();
        List<JsonNode> versions = all.json().get("versions").valueStream().toList();
        assertThat(versions.getLast().get("holds").asBoolean()).isTrue();
        assertThat(versions.get(1).get("untrained").asString())
                .contains("lies behind the row history of 2m", "what is there still is its artifact: ");
        Said withTheRow = at.terminal().run("reproduce", "visited@2");
        assertThat(withTheRow.exit()).isEqualTo(1);
        assertThat(withTheRow.out()).contains("behind the row history");
        assertThat(at.terminal().run("verify", "visited").exit()).isZero();
        assertThat(at.terminal().run("forgotten", "visited", "5000").out()).contains("no trace of one");
        assertThat(at.up().text()).contains("rows are kept: 2m");
    }

    /// The files of the broker that hold a text.
    private static List<Path> files(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(at.terminal().data().resolve("kafka"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, wanted))
                    .toList();
        } catch (UncheckedIOException e) {
            return files(text); // a file went while its folder was walked
        }
    }

    private static boolean holds(Path file, byte[] wanted) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
