package io.headrace.lineage.core;

import java.util.Map;

/// What an installation, its sources and what it makes are called by tools that know others, too.
///
/// @param namespace of jobs and models
/// @param databases by source
/// @param version of Headrace
public record Names(String namespace, Map<String, Database> databases, String version) {

    public Names {
        databases = Map.copyOf(databases);
    }

    /// A captured database.
    ///
    /// @param address `host:port`
    /// @param name of the database on that server
    public record Database(String address, String name) {}

    /// A name within a namespace.
    public record Name(String namespace, String name) {}

    /// What OpenLineage calls a table of PostgreSQL, as its Naming.md has it: `postgres://host:port` and
    /// `database.schema.table`. A source that this installation does not know, or knows no more, has no host: its
    /// tables go by the source's name, in the namespace of jobs.
    ///
    /// @param table `schema.table`
    public Name table(String source, String table) {
        Database database = databases.get(source);
        return database == null
                ? new Name(namespace, "%s.%s".formatted(source, table))
                : new Name("postgres://" + database.address(), "%s.%s".formatted(database.name(), table));
    }

    /// The job that makes the models of a pipeline.
    public Name job(String pipeline) {
        return new Name(namespace, pipeline);
    }

    /// The models of a pipeline, all versions.
    public Name model(String pipeline) {
        return new Name(namespace, pipeline + ".model");
    }
}
