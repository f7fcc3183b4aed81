package io.headrace.app.up;

import io.headrace.app.Environment;
import io.headrace.app.PostgresUrl;
import io.headrace.kernel.database.Migrations;

/// What an installation has in databases.
final class Tables {

    private Tables() {}

    /// Brings all to their shape; several may do so at once.
    static void create(Environment environment) {
        own(environment.database());
        environment.sources().forEach(source -> shared(source.database()));
    }

    /// The same for a database that is Headrace's own and its one source.
    static void create(PostgresUrl database) {
        own(database);
        shared(database);
    }

    private static void own(PostgresUrl database) {
        Migrations.apply(database.address(), Migrations.OWN);
    }

    private static void shared(PostgresUrl database) {
        Migrations.apply(database.address(), Migrations.SOURCE);
    }
}
