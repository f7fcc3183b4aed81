package io.headrace.pipelines.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.pipelines.core.TableFacts;
import io.headrace.pipelines.core.TableFacts.Column;
import io.headrace.pipelines.core.TableFacts.ColumnKind;
import io.headrace.pipelines.core.TableFacts.Found;
import io.headrace.pipelines.core.TableFacts.Missing;
import io.headrace.pipelines.core.TableFacts.NotAsked;
import io.headrace.pipelines.core.TableFacts.Unfit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The catalogue of a real PostgreSQL.
final class TableCatalogueIT {

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws SQLException {
        postgres = EmbeddedPostgres.start(folder);
        run("create type district as enum ('north', 'south')");
        run("create domain euros as numeric(10, 2)");
        run("""
                create table house (
                    id bigint primary key, price euros, area_m2 double precision, rooms smallint, garden boolean,
                    district district, note varchar(20), code uuid, built date, tags text[], worth money,
                    per_m2 numeric generated always as (price / area_m2) stored)
                """);
        run("create table keyless (a integer)");
        run("create table pair (b integer, a integer, primary key (a, b))");
        run("create view houses as select * from house");
        run("create table sliced (id integer primary key) partition by range (id)");
        run("create role ada");
        run("create role eve");
        run("grant select on house to ada");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void tellsWhatAPipelineCanDoWithEachColumn() throws SQLException {
        assertThat(found("public.house", "ada").columns())
                .isEqualTo(Map.ofEntries(
                        Map.entry("id", new Column("bigint", ColumnKind.NUMERIC)),
                        Map.entry("price", new Column("euros", ColumnKind.NUMERIC)),
                        Map.entry("area_m2", new Column("double precision", ColumnKind.NUMERIC)),
                        Map.entry("rooms", new Column("smallint", ColumnKind.NUMERIC)),
                        Map.entry("garden", new Column("boolean", ColumnKind.BOOLEAN)),
                        Map.entry("district", new Column("district", ColumnKind.TEXT)),
                        Map.entry("note", new Column("character varying(20)", ColumnKind.TEXT)),
                        Map.entry("code", new Column("uuid", ColumnKind.TEXT)),
                        Map.entry("built", new Column("date", ColumnKind.TEMPORAL)),
                        Map.entry("tags", new Column("text[]", ColumnKind.OTHER)),
                        Map.entry("worth", new Column("money", ColumnKind.OTHER)),
                        Map.entry("per_m2", new Column("numeric", ColumnKind.GENERATED))));
    }

    @Test
    void knowsThePrimaryKey() throws SQLException {
        assertThat(found("public.house", "ada").primaryKey()).containsExactly("id");
        assertThat(found("public.pair", "ada").primaryKey()).containsExactlyInAnyOrder("a", "b");
        assertThat(found("public.keyless", "ada").primaryKey()).isEmpty();
    }

    @Test
    void knowsWhoMayRead() throws SQLException {
        assertThat(found("public.house", "ada").authorMayRead()).isTrue();
        assertThat(found("public.house", "eve").authorMayRead()).isFalse();
        assertThat(found("public.house", "nobody at all").authorMayRead()).isFalse();
        assertThat(found("public.house", EmbeddedPostgres.NAME).authorMayRead()).isTrue();
    }

    @Test
    void knowsWhetherATableIsShared() throws SQLException {
        assertThat(found("public.pair", "ada").shared()).isFalse();
        run("create publication headrace for table pair");
        assertThat(found("public.pair", "ada").shared()).isTrue();
        run("drop publication headrace");
    }

    @Test
    void saysWhatIsNoTableToCapture() throws SQLException {
        assertThat(look("public.houses", "ada")).isEqualTo(new Unfit("public.houses", "a view"));
        assertThat(look("public.sliced", "ada")).isEqualTo(new Unfit("public.sliced", "a partitioned table"));
    }

    @Test
    void namesTheTablesThereAre() throws SQLException {
        assertThat(look("public.hause", "ada"))
                .isEqualTo(new Missing("public.hause", List.of("public.house", "public.keyless", "public.pair")));
    }

    @Test
    void anotherSchemaMayHoldTheTable() throws SQLException {
        assertThat(look("sales.house", "ada")).isEqualTo(new Missing("sales.house", List.of("public.house")));
    }

    @Test
    void asksNothingWhereNoTableIsNamed() throws SQLException {
        assertThat(look(null, "ada")).isEqualTo(new NotAsked());
    }

    private static Found found(String table, String author) throws SQLException {
        assertThat(look(table, author)).isInstanceOf(Found.class);
        return (Found) look(table, author);
    }

    private static TableFacts look(@Nullable String table, String author) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection()) {
            return TableCatalogue.look(table, author, connection);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(sql);
        }
    }
}
