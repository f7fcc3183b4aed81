package io.headrace.kernel.database;

import org.flywaydb.core.Flyway;

/// Brings a database to the shape that the modules on the classpath expect.
public final class Migrations {

    /// Where every module keeps the migrations of the installation's own database.
    public static final String OWN = "db/migration";

    /// Where capture keeps those of a source database, which may be the same database.
    public static final String SOURCE = "db/source";

    private Migrations() {}

    /// Applies what is missing below a folder of the classpath; several services may do so at once.
    public static void apply(DatabaseAddress address, String location) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:" + location)
                .defaultSchema("headrace")
                .createSchemas(true)
                // A history for each location: they number apart, and may meet in one database.
                .table(location.substring(location.lastIndexOf('/') + 1))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // Modules number their migrations apart, and a module may join an installation later.
                .outOfOrder(true)
                .load()
                .migrate();
    }
}
