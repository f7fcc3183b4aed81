package io.headrace.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The tables that other modules' migrations make, and capture's own migration of a source.
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
    static void share(DatabaseAddress database) throws SQLException {
        run(database, resource("/db/source/V1__share.sql"));
    }

    static void run(DatabaseAddress database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ControlTables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
