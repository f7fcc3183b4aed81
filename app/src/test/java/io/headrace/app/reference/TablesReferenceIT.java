package io.headrace.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/reference/tables.md` is written from the migrations, where the comments stand:
/// `mvn -pl app verify -Dit.test=TablesReferenceIT -Dupdate`.
class TablesReferenceIT {

    private static List<Relation> relations;

    @BeforeAll
    static void migrate(@TempDir Path folder) throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            DatabaseAddress database = new DatabaseAddress(postgres.jdbcUrl(), EmbeddedPostgres.NAME, "");
            Migrations.apply(database, Migrations.OWN);
            Migrations.apply(database, Migrations.SOURCE);
            try (Connection connection = postgres.dataSource().getConnection()) {
                relations = new Relations(connection).all();
            }
        }
    }

    @Test
    void thePageSaysWhatTheDatabaseHolds() throws IOException {
        Page.check("tables.md", TablesReference.of(relations));
    }

    @Test
    void everyTableForPeopleSaysWhatItIs() {
        assertThat(relations)
                .filteredOn(Relation::isForPeople)
                .isNotEmpty()
                .allSatisfy(relation ->
                        assertThat(relation.about()).as(relation.name()).isNotBlank());
    }
}
