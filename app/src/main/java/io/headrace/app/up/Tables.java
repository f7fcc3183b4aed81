package io.headrace.app.up;

import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;

/// The tables of an installation whose own database is also its one source.
final class Tables {

    private Tables() {}

    /// Brings them to their shape; several may do so at once.
    static void create(DatabaseAddress database) {
        Migrations.apply(database, Migrations.OWN);
        Migrations.apply(database, Migrations.SOURCE);
    }
}
