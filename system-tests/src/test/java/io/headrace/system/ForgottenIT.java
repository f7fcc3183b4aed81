package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `forgotten`: a row that left is out of the next model, and that can be shown.
final class ForgottenIT {

    private static final String MARKER = "Ada-Lovelace-of-12-St-James-Square";

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
    void everyStayOfARowIsToldAndTheFirstVersionWithoutItNeverSawIt() throws IOException {
        at.apply("moved", "automatic");
        at.inProduction("moved", 1);
        assertThat(at.terminal().run("forgotten", "moved", "7").out())
                .contains("NOT FORGOTTEN", "the row is still in public.moved", "moved@1 is in production");

        at.database().deployedAfter("moved", List.of("delete from moved where id = 7"));
        at.database().deployedAfter("moved", List.of("insert into moved values (7, 77, 3, 'east', 180000)"));
        at.database().deployedAfter("moved", List.of("update moved set id = 7007 where id = 7"));
        at.database()
                .deployedAfter(
                        "moved",
                        List.of(
                                "create table rest as select * from moved where id <> 7007",
                                "truncate moved",
                                "insert into moved select * from rest"));

        JsonNode renamed = forgotten(0, "moved", "id=7007");
        assertThat(renamed.get("stays").size()).isEqualTo(1);
        JsonNode json = forgotten(0, "moved", "7");
        assertThat(json.get("stays").size()).isEqualTo(2);
        assertThat(json.get("stays").valueStream())
                .allSatisfy(stay -> assertThat(stay.get("left").get("cut").asLong())
                        .isGreaterThan(stay.get("came").get("cut").asLong()));
        assertThat(List.of(row(json, 0), row(json, 2))).allMatch(row -> row.matches("training|test"));
        assertThat(List.of(row(json, 1), row(json, 3), row(json, 4))).containsOnly("absent");
        assertThat(json.get("proofs").size()).isEqualTo(2);
        assertThat(json.get("proofs").valueStream())
                .allSatisfy(proof -> assertThat(proof.get("holds").asBoolean()).isTrue());
        assertThat(json.get("production").get(0).get("row").asString()).isEqualTo("absent");
        assertThat(json.get("log").get("records").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(at.terminal().run("forgotten", "public.moved", "7").out())
                .contains("the first without it, trained from scratch: the same, SHA-256 ")
                .endsWith("forgotten\n");
    }

    @Test
    void aRowThatWasRefusedIsInNoVersion() throws IOException {
        at.apply("refused", "automatic");
        at.database().execute("insert into refused values (5000, 'NaN', 3, 'east', 1)");
        at.inProduction("refused", 1);
        at.database().deployedAfter("refused", List.of("update refused set price = price + 1 where id = 1"));
        at.database().deployedAfter("refused", List.of("delete from refused where id = 5000", touch("refused")));

        JsonNode json = forgotten(0, "refused", "5000");

        assertThat(json.get("versions")
                        .valueStream()
                        .map(version -> version.get("row").asString()))
                .contains("refused", "absent")
                .doesNotContain("training", "test");
        assertThat(json.get("proofs").isEmpty()).isTrue();
    }

    @Test
    void aVersionWithTheRowThatStaysInProductionIsNamed() throws IOException {
        at.apply("kept", "required");
        at.database()
                .eventually(
                        "select 1 from headrace_registry.version where pipeline = 'kept' and version = 1 and state = 'PENDING'");
        assertThat(at.terminal().ask("approve", "kept@1")).startsWith("yes: ");
        at.inProduction("kept", 1);
        at.database().execute("delete from kept where id = 9");
        at.database()
                .eventually(
                        "select 1 from headrace_registry.version where pipeline = 'kept' and version = 2 and state = 'PENDING'");

        JsonNode json = forgotten(1, "kept", "9");

        assertThat(json.get("objections").get(0).asString()).startsWith("kept@1 is in production, and the row is in ");
        assertThat(json.get("proofs").get(0).get("holds").asBoolean()).isTrue();
    }

    @Test
    void keysOfAnyTypeAndOfSeveralColumnsAreFound() throws IOException {
        String uuid = "6f1f9d3c-8a55-4b0e-9a63-0a4d3f2b7c11";
        at.database()
                .transaction(List.of(
                        "create table visit (day date, patient uuid, ward text, number bigint, area float8, price float8,"
                                + " primary key (day, patient, ward, number))",
                        "insert into visit select date '2026-01-01' + i, '%s', 'a, b=c', 5000000000 + i, i, 3 * i"
                                        .formatted(uuid)
                                + " from generate_series(1, 40) i"));
        Path file = at.file(
                "visit.yaml",
                Files.readString(at.specification("visit", "automatic"))
                        .replaceAll("(?m)^    - (rooms|\\{column: district.*)\n", ""));
        String _ = at.terminal().apply(file);
        at.inProduction("visit", 1);
        String key = "day=2026-01-05,patient=%s,ward=a, b=c,number=5000000004".formatted(uuid);
        assertThat(forgotten(1, "visit", key).get("stays").size()).isEqualTo(1);

        at.database().deployedAfter("visit", List.of("delete from visit where number = 5000000004"));

        assertThat(forgotten(0, "visit", key).get("proofs").size()).isEqualTo(1);
        Said short_ = at.terminal().run("forgotten", "visit", "5000000004");
        assertThat(short_.exit()).isEqualTo(2);
        assertThat(short_.err()).contains("the key has the columns day, patient, ward, number");
    }

    @Test
    void aPipelineThatDemandsForgettingWithdrawsWhatWasTrainedWithTheRow() throws IOException {
        at.database().createHouses("owed", 300);
        String _ = at.terminal()
                .apply(at.file(
                        "owed.yaml",
                        Files.readString(at.specification("owed", "required")) + "forget: {within: 10m}\n"));
        pending("owed", 1);
        assertThat(at.terminal().ask("approve", "owed@1")).startsWith("yes: ");
        at.inProduction("owed", 1);
        at.database().execute("delete from owed where id = 9");
        pending("owed", 2);

        at.database()
                .eventually("select 1 from headrace_registry.obligation where pipeline = 'owed' and state = 'OPEN'");
        assertThat(at.terminal().run("describe", "owed").out()).contains("obligation 1 (OPEN): rows that left by cut ");
        assertThat(at.terminal().ask("approve", "owed@2")).startsWith("yes: ");
        at.database()
                .eventually("select 1 from headrace_registry.obligation"
                        + " where pipeline = 'owed' and state = 'MET' and version = 2 and rows = 1");
        at.database()
                .eventually("select 1 from headrace_registry.version"
                        + " where pipeline = 'owed' and version = 1 and state = 'WITHDRAWN'");

        // Topics have no order among each other: deployment hears of it when it comes there.
        at.database()
                .eventually("select 1 from headrace.state where service = 'deployment' and aggregate_id = 'owed'"
                        + " and (state #>> '{ledger,withdrawn}')::bigint = 1");
        assertThat(at.terminal().ask("rollback", "owed@1"))
                .isEqualTo(
                        "no: cannot roll back: version 1 is withdrawn: it was trained with rows that had to be forgotten;"
                                + " those from 2 on are not");
        assertThat(forgotten(0, "owed", "9").get("production").get(0).get("row").asString())
                .isEqualTo("absent");
    }

    private static void pending(String pipeline, long version) {
        String _ = at.database()
                .eventually(
                        "select 1 from headrace_registry.version where pipeline = ? and version = ? and state = 'PENDING'",
                        pipeline,
                        version);
    }

    @Test
    void whatNeverWasCannotBeForgotten() throws IOException {
        at.apply("empty", "automatic");
        at.inProduction("empty", 1);

        assertThat(forgotten(1, "empty", "4711").get("objections").get(0).asString())
                .startsWith("cdc.main.public.empty holds no such row and no trace of one");
        assertThat(at.terminal().run("forgotten", "empty", "seven").exit()).isEqualTo(2);
        Said unknown = at.terminal().run("forgotten", "nowhere", "7");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("public.nowhere was never captured");
    }

    @Test
    void noEventNamesAKeyOrAValueOfARow() throws IOException {
        at.database()
                .transaction(List.of(
                        "create table person (name text primary key, age float8, rooms int, district text, price numeric)",
                        "insert into person select 'person ' || i, i, 1 + i % 5, 'north', 1000 * i"
                                + " from generate_series(1, 60) i",
                        "insert into person values ('" + MARKER + "', 'NaN', 1, 'north', 1)"));
        String _ = at.terminal()
                .apply(at.file(
                        "person.yaml",
                        Files.readString(at.specification("person", "automatic"))
                                .replace("- area", "- age")));
        at.inProduction("person", 1);
        new Forger(at.environment().kafka().bootstrap())
                .rubbish("cdc.main.public.person", HexFormat.of().formatHex(MARKER.getBytes(StandardCharsets.UTF_8)));
        at.database()
                .deployedAfter("person", List.of("delete from person where name = '" + MARKER + "'", touchPerson()));
        assertThat(at.terminal().run("dead-letters", "list", "dataset").out()).contains("cdc.main.public.person");

        for (String topic : List.of(
                "pipeline",
                "training",
                "validation",
                "deployment",
                "incident",
                "capture",
                "forgetting",
                "artifact",
                "live")) {
            assertThat(new Forger(at.environment().kafka().bootstrap()).text("headrace." + topic))
                    .as(topic)
                    .doesNotContain(MARKER);
        }
        assertThat(forgotten(0, "person", MARKER)
                        .get("versions")
                        .get(0)
                        .get("row")
                        .asString())
                .isEqualTo("refused");
    }

    private static String touchPerson() {
        return "update person set price = price + 1 where name = 'person 2'";
    }

    private static JsonNode forgotten(int exit, String table, String key) {
        Said said = at.terminal().run("forgotten", table, key, "--json");
        assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(exit);
        assertThat(said.json().get("forgotten").asBoolean()).isEqualTo(exit == 0);
        return said.json();
    }

    private static String row(JsonNode json, int version) {
        return json.get("versions").get(version).get("row").asString();
    }

    private static String touch(String table) {
        return "update " + table + " set price = price + 1 where id = 2";
    }
}
