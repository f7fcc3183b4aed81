package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `verify` and `reproduce`: they hold after anything that may happen, and fail for what may not. What is forged comes
/// last, for the services take it for true.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ProofIT {

    private static Workplace at;

    @BeforeAll
    static void open(@TempDir Path folder) throws SQLException {
        at = Workplace.open(folder);
    }

    @AfterAll
    static void close() throws SQLException {
        at.close();
    }

    @Test
    void tableTopicAndDatasetHoldTheSameWhileTheTableIsWrittenTo() throws Exception {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("seed %d (repeat with -Dheadrace.seed=%d)%n", seed, seed);
        at.apply("busy", "automatic");
        at.inProduction("busy", 1);
        at.database().transaction(List.of("truncate busy", houses("busy", 400)));

        try (Writer writer = Writer.begin(at.environment(), "busy", seed)) {
            for (String target : List.of("busy", "public.busy", "busy")) {
                long before = writer.transactions();
                Said said = at.terminal().run("verify", target);

                assertThat(said.exit()).as(said.out() + said.err()).isZero();
                assertThat(said.out()).contains("table public.busy", "topic cdc.main.public.busy", "dataset busy@1");
                assertThat(writer.transactions()).isGreaterThan(before);
            }
        }

        JsonNode table = verify("busy").get("tables").get(0);
        assertThat(table.get("rows").asString())
                .isEqualTo(at.database().texts("select count(*) from busy").getFirst());
        assertThat(table.get("topic").get("digest")).isEqualTo(table.get("digest"));
        assertThat(table.get("differences").isEmpty()).isTrue();
        assertThat(table.get("datasets").get(0).get("holds").asBoolean()).isTrue();
    }

    @Test
    void aRowThatChangedPastThePublicationIsNamed() throws IOException {
        at.apply("bypassed", "automatic");
        at.inProduction("bypassed", 1);

        at.database().execute("alter publication headrace set (publish = 'insert, delete, truncate')");
        at.database().execute("update bypassed set price = 1 where id = 7");
        at.database().execute("alter publication headrace set (publish = 'insert, update, delete, truncate')");

        JsonNode table = verify("bypassed").get("tables").get(0);
        assertThat(table.get("holds").asBoolean()).isFalse();
        assertThat(table.get("differences").size()).isEqualTo(1);
        JsonNode difference = table.get("differences").get(0);
        assertThat(difference.get("key").get(0).asString()).isEqualTo("7");
        assertThat(difference.get("table").get("price").asString()).isEqualTo("1");
        assertThat(difference.get("topic").get("price").asString()).isNotEqualTo("1");
        assertThat(table.get("datasets").get(0).get("holds").asBoolean()).isTrue();

        Said reread = at.terminal().run("reread", "public.bypassed", "--reason", "written to past the publication");
        assertThat(reread.exit()).as(reread.out() + reread.err()).isZero();
        assertThat(reread.out()).contains("Read again: public.bypassed of main");
        await("a new generation")
                .atMost(Duration.ofSeconds(60))
                .until(() -> verify("bypassed").get("holds").asBoolean());
    }

    @Test
    void onlyWhatThereIsCanBeReadAgain() {
        Said shed = at.terminal().run("reread", "main", "public.shed");
        assertThat(shed.exit()).isEqualTo(1);
        assertThat(shed.out()).contains("public.shed is not shared from main; these tables are:");
        Said other = at.terminal().run("reread", "other");
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.out()).contains("There is no source other; there are [headrace, main]");
        assertThat(at.terminal().run("reread", "main", "shed").exit()).isEqualTo(2);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aRowThatWasForgedIntoTheTopicIsNamed() throws IOException {
        at.apply("tampered", "automatic");
        at.inProduction("tampered", 1);
        at.database().execute("update tampered set price = 4711 where id = 1");
        assertThat(verify("tampered").get("holds").asBoolean()).isTrue();

        new Forger(at.environment().kafka().bootstrap()).repeatFirstChange("cdc.main.public.tampered");

        Said said = at.terminal().run("verify", "tampered", "--timeout", "2");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .contains("NOT EQUAL")
                .containsPattern("(?m)^  1: price is 4711 in the table, [0-9.]+ in the topic$");
    }

    @Test
    void everyVersionComesOutAgainAfterAnyHistoryAndAcrossRevisions() throws IOException {
        at.apply("mixed", "automatic");
        at.inProduction("mixed", 1);
        at.database()
                .deployedAfter(
                        "mixed",
                        List.of("delete from mixed where id < 20", "update mixed set rooms = 2 where id = 21"));
        at.database().deployedAfter("mixed", List.of("truncate mixed", houses("mixed", 200)));
        Path second = at.file(
                "mixed.yaml",
                Files.readString(at.specification("mixed", "automatic"))
                        .replace("l2: 1", "l2: 5")
                        .replace("    - rooms\n", "    - {column: rooms, nulls: mean}\n"));
        assertThat(at.terminal().apply(second)).isEqualTo("mixed: revision 2 is in force");
        at.inProduction("mixed", 4);
        at.database()
                .deployedAfter(
                        "mixed",
                        List.of(
                                "update mixed set id = id + 5000, price = price + 9 where id < 30",
                                "update mixed set rooms = null where id % 3 = 0"));

        Said said = at.terminal().run("reproduce", "mixed", "--all", "--json");

        assertThat(said.exit()).as(said.out()).isZero();
        List<JsonNode> versions = said.json().get("versions").valueStream().toList();
        assertThat(versions)
                .extracting(version -> version.get("version").asLong())
                .startsWith(1L, 2L, 3L, 4L, 5L);
        assertThat(versions)
                .extracting(version -> version.get("revision").asInt())
                .contains(1, 2);
        Said one = at.terminal().run("reproduce", "mixed@2");
        assertThat(one.exit()).isZero();
        assertThat(one.out()).containsPattern("mixed@2 .*  reproduced");
        assertThat(verify("mixed").get("holds").asBoolean()).isTrue();
    }

    @Test
    void theRowsOfAnyVersionCanBeHadAgain() throws IOException {
        at.apply("exported", "automatic");
        at.inProduction("exported", 1);
        String wanted = "select id || ',' || price::float8 from exported order by id";
        List<String> before = at.database().texts(wanted);
        at.database()
                .deployedAfter(
                        "exported",
                        List.of(
                                "delete from exported where id < 20",
                                "update exported set price = 4711 where id = 21"));
        Path first = at.file("first.csv", "what was there before");

        JsonNode said = dataset("exported@1", first);

        assertThat(idsAndPrices(first)).isEqualTo(before);
        assertThat(said.get("announced").asBoolean()).isTrue();
        assertThat(said.get("digest"))
                .isEqualTo(at.terminal().describe("exported@1").get("dataset_digest"));
        Path again = first.resolveSibling("again.csv");
        dataset("exported", again, "--at", said.get("cut").asString());
        assertThat(again).hasSameBinaryContentAs(first);
        Path newest = first.resolveSibling("newest.csv");
        dataset("exported", newest);
        assertThat(idsAndPrices(newest)).isEqualTo(at.database().texts(wanted)).contains("21,4711");
        assertThat(first.resolveSibling("newest.csv.part")).doesNotExist();
    }

    private static JsonNode dataset(String target, Path file, String... more) {
        Said said = at.terminal()
                .run(Stream.concat(Stream.of("dataset", target, "--json", "--out", file.toString()), Stream.of(more))
                        .toArray(String[]::new));
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        return said.json();
    }

    /// As PostgreSQL writes them.
    private static List<String> idsAndPrices(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.getFirst()).isEqualTo("id,area,rooms,district,price,headrace_split");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(values -> values[0] + "," + values[4].replaceFirst("\\.0$", ""))
                .toList();
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aForgedVersionIsToldFromTheTrueOne() throws IOException {
        at.apply("forged", "automatic");
        at.inProduction("forged", 1);
        String sha256 = at.terminal().describe("forged@1").get("sha256").asString();

        new Forger(at.environment().kafka().bootstrap()).announceWithDigest("forged", sha256, "0".repeat(64));

        Said said = at.terminal().run("reproduce", "forged@1", "--json");
        assertThat(said.exit()).isEqualTo(1);
        List<JsonNode> versions = said.json().get("versions").valueStream().toList();
        assertThat(versions)
                .extracting(version -> version.get("holds").asBoolean())
                .containsExactly(true, false);
        assertThat(versions.getLast().get("differences").valueStream().map(JsonNode::asString))
                .satisfiesExactly(
                        version -> assertThat(version).startsWith("version: an earlier event announces it"),
                        artifact -> assertThat(artifact)
                                .startsWith("artifact: headrace.artifact does not hold the bytes with SHA-256 000"),
                        bytes -> assertThat(bytes)
                                .startsWith("bytes: the event says ")
                                .endsWith(sha256));
    }

    private static JsonNode verify(String target) {
        Said said = at.terminal().run("verify", target, "--json");
        JsonNode json = said.json();
        assertThat(said.exit()).as(said.err()).isEqualTo(json.get("holds").asBoolean() ? 0 : 1);
        return json;
    }

    private static String houses(String table, int rows) {
        return "insert into " + table + " select i, 30 + i % 70, 1 + i % 4,"
                + " (array['north', 'east', 'south', 'west'])[1 + i % 4], 1000 * (i % 70) + (i * 7919) % 20000"
                + " from generate_series(1, " + rows + ") i";
    }
}
