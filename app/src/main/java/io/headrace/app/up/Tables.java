package io.headrace.app.up;

import io.headrace.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

/// Headrace's own tables, and those of a source: in `up` both lie in one database.
final class Tables {

    private Tables() {}

    static void migrate(EmbeddedPostgres postgres) {
        migrate(postgres, "migration", "classpath:db/migration");
        migrate(postgres, "source_migration", "classpath:db/source");
    }

    private static void migrate(EmbeddedPostgres postgres, String history, String location) {
        Flyway.configure()
                .dataSource(postgres.dataSource())
                .locations(location)
                .failOnMissingLocations(false)
                .defaultSchema("headrace")
                .createSchemas(true)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // Modules number their migrations apart, and a module may join later.
                .outOfOrder(true)
                .load()
                .migrate();
    }
}
