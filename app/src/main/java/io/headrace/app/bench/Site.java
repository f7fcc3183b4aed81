package io.headrace.app.bench;

import io.headrace.app.Environment;
import io.headrace.app.commands.Session;
import io.headrace.app.up.Progress;
import io.headrace.app.up.Up;
import io.headrace.capture.DatabaseAddress;
import io.headrace.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// Where it is measured: a running `up`, and a database beside Headrace's on the same server for what is bare.
///
/// PostgreSQL passes over another database's changes before it decodes them, so that neither side reads the other's.
record Site(Up up, Progress progress) {

    /// How long anything may take before it counts as not working.
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String BARE = "bare";

    Environment environment() {
        return up.environment();
    }

    void says(String sentence) {
        progress.says(sentence);
    }

    /// A folder for what is not Headrace's.
    Path folder() {
        return environment().data().resolve(BARE);
    }

    /// Makes a table that Headrace may be given, in its source.
    FeatureTable table(String name) throws SQLException {
        return FeatureTable.create(environment().pgUrl(), name);
    }

    /// Puts a pipeline over a table in force: 20 features, ridge, every change a reason to train.
    void apply(String pipeline, FeatureTable table) throws IOException {
        FeaturePipeline.RIDGE.apply(environment(), pipeline, table);
    }

    /// Puts another pipeline over a table in force.
    void apply(FeaturePipeline kind, String pipeline, FeatureTable table) throws IOException {
        kind.apply(environment(), pipeline, table);
    }

    /// Gives a table to Headrace without a pipeline.
    void share(FeatureTable table) {
        FeaturePipeline.share(environment(), table);
    }

    /// Makes a table that only the publication of the same name holds.
    FeatureTable bareTable(String name) throws SQLException {
        try (Session session = Session.open(environment())) {
            if (session.row("select from pg_database where datname = ?", BARE).isEmpty()) {
                session.rows("create database " + BARE);
            }
        }
        FeatureTable table = FeatureTable.create(up.servers().postgres().jdbcUrl(BARE), "public." + name);
        table.publish(name);
        return table;
    }

    DatabaseAddress bareDatabase() {
        return new DatabaseAddress("127.0.0.1", up.servers().postgres().port(), BARE, EmbeddedPostgres.NAME, "");
    }
}
