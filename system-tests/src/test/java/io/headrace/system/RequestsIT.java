package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What people ask at the command line, and what becomes of it; a kill takes nothing of that away.
final class RequestsIT {

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
    void aVersionWaitsForApproval() throws IOException {
        at.apply("approved", "required");
        waitsFor("approved", 1);
        assertThat(at.terminal().describe("approved").get("waits_for").asString())
                .isEqualTo("APPROVAL");

        assertThat(at.terminal().ask("approve", "approved@9"))
                .isEqualTo("no: cannot approve: version 9 does not wait, version 1 does");
        assertThat(at.terminal().ask("approve", "approved")).isEqualTo("yes: version 1 is approved and in production");
        JsonNode bom = at.terminal().run("describe", "approved@1", "--bom").json();
        assertThat(bom.at("/metadata/component/hashes/0/content"))
                .isEqualTo(at.terminal().describe("approved@1").get("sha256"));
        assertThat(bom.at("/metadata/component/modelCard/modelParameters/inputs"))
                .hasSize(3);
        assertThat(at.terminal().ask("approve", "approved@1"))
                .isEqualTo("no: cannot approve: version 1 is in production already");

        at.database().execute("delete from approved where id < 20");
        waitsFor("approved", 2);
        assertThat(at.terminal().ask("reject", "approved@2", "--reason", "a holiday"))
                .isEqualTo("yes: version 2 is rejected and will not be deployed");
        JsonNode version = at.terminal().describe("approved@2");
        assertThat(version.get("state").asString()).isEqualTo("DISMISSED");
        assertThat(version.get("dismissal").asString()).isEqualTo("rejected by headrace: a holiday");
        assertThat(at.terminal().ask("approve", "approved@2")).startsWith("no: ");
    }

    @Test
    void aRollbackHoldsUntilResume() throws IOException {
        at.apply("rolling", "automatic");
        at.inProduction("rolling", 1);
        at.database().deployedAfter("rolling", List.of("delete from rolling where id < 10"));

        assertThat(at.terminal().ask("rollback", "rolling@99")).contains("never was in production; choose one of 1–2");
        assertThat(at.terminal().ask("rollback", "rolling@1", "--reason", "odd prices"))
                .isEqualTo("yes: version 1 is in production again, and automatic deployment is held until 'resume'");
        assertThat(at.terminal().ask("rollback", "rolling@1"))
                .startsWith("no: ")
                .contains("in production already");
        at.database().execute("delete from rolling where id < 20");
        waitsFor("rolling", 3);
        assertThat(at.terminal().describe("rolling").get("held_sentence").asString())
                .contains("odd prices");

        assertThat(at.terminal().ask("resume", "rolling"))
                .isEqualTo("yes: automatic deployment goes on; version 3, which waited, is in production");
        assertThat(at.terminal().ask("resume", "rolling")).isEqualTo("no: cannot resume: nothing is held for rolling");
        assertThat(at.terminal().ask("retrain", "rolling")).startsWith("yes: ").contains("nothing changed since");
    }

    @Test
    void aDeletedPipelineKeepsItsModel() throws IOException {
        at.apply("deleted", "automatic");
        at.inProduction("deleted", 1);

        assertThat(at.terminal()
                        .run("delete", "deleted", "--json")
                        .json()
                        .get("deleted")
                        .asBoolean())
                .isTrue();

        assertThat(at.terminal().run("get", "deleted").exit()).isEqualTo(1);
        assertThat(at.terminal().run("delete", "deleted").exit()).isEqualTo(1);
        JsonNode pipeline = at.terminal().describe("deleted");
        assertThat(pipeline.get("deleted").asBoolean()).isTrue();
        assertThat(pipeline.get("production_version").asLong()).isEqualTo(1);
    }

    @Test
    void aKillTakesNothingAway() throws Exception {
        at.apply("kept", "automatic");
        at.inProduction("kept", 1);
        String env = at.terminal().run("env").out();
        JsonNode before = at.terminal().describe("kept@1");

        at.up().kill();
        assertThat(at.terminal().run("status").err()).startsWith("no `headrace up` is running on ");
        at.startAgain();

        assertThat(at.terminal().run("env").out()).isEqualTo(env);
        assertThat(at.terminal().describe("kept@1")).isEqualTo(before);
        at.database().deployedAfter("kept", List.of("delete from kept where id < 10"));
        assertThat(at.terminal().describe("kept").get("production_version").asLong())
                .isEqualTo(2);
        assertThat(at.terminal().ask("rollback", "kept")).startsWith("yes: version 1 is in production again");
    }

    private static void waitsFor(String pipeline, long version) {
        at.database()
                .eventually(
                        "select 1 from headrace_registry.pending"
                                + " where pipeline = ? and version = ? and until is null",
                        pipeline,
                        version);
    }
}
