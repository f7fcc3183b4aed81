package io.headrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables that people write to, in a real PostgreSQL.
final class PeopleTablesIT {

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws SQLException {
        postgres = EmbeddedPostgres.start(folder);
        Migrations.apply(new DatabaseAddress(postgres.jdbcUrl(), EmbeddedPostgres.NAME, ""), Migrations.OWN);
        run(EmbeddedPostgres.NAME, "create role ada login in role headrace_author");
        run(EmbeddedPostgres.NAME, "create role oscar login in role headrace_operator");
        run(EmbeddedPostgres.NAME, "create role anna login in role headrace_approver");
        run(EmbeddedPostgres.NAME, "create role boss login superuser");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        run(EmbeddedPostgres.NAME, "delete from headrace.pipeline");
        run(EmbeddedPostgres.NAME, "delete from headrace.request");
    }

    @Test
    void anAuthorSignsWithTheNameOfTheSession() throws SQLException {
        run("ada", "insert into headrace.pipeline (name, spec) values ('house-price', '{}')");
        assertThat(column("select author from headrace.pipeline")).containsExactly("ada");

        run("boss", "update headrace.pipeline set spec = '{\"a\": 1}'");
        assertThat(column("select author from headrace.pipeline")).containsExactly("boss");
    }

    @Test
    void nobodyForgesASignature() throws SQLException {
        run("boss", "insert into headrace.pipeline values ('house-price', '{}', 'ada', '2001-01-01')");
        run("boss", "set role ada", "update headrace.pipeline set spec = '[]'");
        run(
                "boss",
                "insert into headrace.request (kind, pipeline, asked_by, asked_at)"
                        + " values ('resume', 'house-price', 'oscar', '2001-01-01')");

        assertThat(column("select author from headrace.pipeline")).containsExactly("boss");
        assertThat(column("select asked_by from headrace.request")).containsExactly("boss");
        assertThat(column("select count(*) from headrace.pipeline where written_at > now() - interval '1 minute'"))
                .containsExactly("1");
        assertThatThrownBy(() -> run("ada", "update headrace.pipeline set author = 'boss'"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void twoWritingsInOneTransactionAreTwo() throws SQLException {
        run("ada", "insert into headrace.pipeline (name, spec) values ('a', '{}'), ('b', '{}')");

        assertThat(column("select count(distinct written_at) from headrace.pipeline"))
                .containsExactly("2");
    }

    @Test
    void anOperatorAsksAndChangesNothing() throws SQLException {
        run("oscar", "insert into headrace.request (kind, pipeline, version) values ('rollback', 'house-price', 3)");

        assertThat(column("select asked_by from headrace.request")).containsExactly("oscar");
        assertThatThrownBy(() -> run("oscar", "update headrace.request set version = 4"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> run("oscar", "delete from headrace.request"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> run("oscar", "delete from headrace.pipeline"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> run("oscar", "select * from headrace.outbox"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void onlyAnApproverApprovesAndAsksForNothingElse() throws SQLException {
        run("anna", "insert into headrace.request (kind, pipeline, version) values ('approve', 'house-price', 3)");

        assertThat(column("select asked_by from headrace.request")).containsExactly("anna");
        assertThatThrownBy(() -> run(
                        "oscar",
                        "insert into headrace.request (kind, pipeline, version) values ('approve', 'house-price', 3)"))
                .hasMessageContaining("only a member of headrace_approver may ask for approve; you are oscar")
                .hasMessageContaining("grant headrace_approver to oscar");
        assertThatThrownBy(() -> run(
                        "anna",
                        "insert into headrace.request (kind, pipeline, version) values ('rollback', 'house-price', 3)"))
                .hasMessageContaining("only a member of headrace_operator may ask for rollback; you are anna");
    }

    @Test
    void aRequestSaysWhatItIsAbout() {
        assertThatThrownBy(() -> run("oscar", "insert into headrace.request (kind, pipeline) values ('explode', 'a')"))
                .hasMessageContaining("request_kind_check");
        assertThatThrownBy(() -> run("oscar", "insert into headrace.request (kind) values ('resume')"))
                .hasMessageContaining("says_what_it_is_about");
        assertThatThrownBy(
                        () -> run("oscar", "insert into headrace.request (kind, pipeline) values ('acknowledge', 'a')"))
                .hasMessageContaining("says_what_it_is_about");
    }

    @Test
    void aTruncateThatNoRowWouldTellOfIsRefused() {
        assertThatThrownBy(() -> run("boss", "truncate headrace.pipeline"))
                .hasMessageContaining("pipeline cannot be truncated");
    }

    @Test
    void whatPeopleWriteIsPublished() throws SQLException {
        assertThat(column("select tablename from pg_publication_tables where pubname = 'headrace_control'"
                        + " and schemaname = 'headrace'"))
                .contains("pipeline", "request", "outbox");
    }

    private static void run(String user, String... statements) throws SQLException {
        try (Connection connection = connect(user);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                boolean _ = statement.execute(sql);
            }
        }
    }

    private static List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(EmbeddedPostgres.NAME);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private static Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s?user=%s".formatted(postgres.port(), EmbeddedPostgres.NAME, user));
    }
}
