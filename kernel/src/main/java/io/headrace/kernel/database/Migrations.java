package io.headrace.kernel.database;

import org.flywaydb.core.Flyway;

/// Brings a database to the shape that the modules on the classpath expect.
public final class Migrations {

    /// Where every module keeps the migrations of the installation's own database.
    public static final String OWN = "db/migration";

    private Migrations() {}

    /// Applies what is missing below a folder of the classpath; several services may do so at once.
    public static void apply(DatabaseAddress address, String location) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:" + location)
                .defaultSchema("headrace")
                .createSchemas(true)
                .table("migration")
                // Modules number their migrations apart, and a module may join an installation later.
                .outOfOrder(true)
                .load()
                .migrate();
    }
}
