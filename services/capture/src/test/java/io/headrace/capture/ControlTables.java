package io.headrace.capture;

import io.headrace.kernel.database.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The tables that other modules' migrations make, and capture's own migrations of a source.
final class ControlTables {

    private static final String CONTROL = """
            create schema if not exists headrace;
            create table headrace.pipeline (name text primary key, spec jsonb not null, author text, written_at timestamptz default now());
            create table headrace.request (id uuid primary key default gen_random_uuid(), kind text not null, pipeline text,
                version bigint, incident text, reason text, asked_by text default session_user,
                asked_at timestamptz default now(), source text, source_table text);
            create table headrace.outbox (id uuid primary key, aggregatetype text not null, aggregateid text not null,
                type text not null, payload bytea not null, sequence bigint not null, causation text not null,
                correlation text not null, traceparent text, time timestamptz not null);
            alter table headrace.pipeline replica identity full;
            alter table headrace.request replica identity full;
            create publication headrace_control for table headrace.pipeline, headrace.request, headrace.outbox;
            """;

    private ControlTables() {}

    static void make(DatabaseAddress database) throws SQLException {
        run(database, CONTROL);
        share(database);
    }

    /// What a source needs.
    static void share(DatabaseAddress database) {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name());
        Migrations.apply(
                new io.headrace.kernel.database.DatabaseAddress(url, database.user(), database.password()),
                Migrations.SOURCE);
    }

    static void run(DatabaseAddress database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
