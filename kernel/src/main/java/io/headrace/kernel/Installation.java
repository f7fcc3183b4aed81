package io.headrace.kernel;

import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.trace.Spans;
import java.nio.file.Path;

/// The servers that a service works with, and what it is called among its twins.
///
/// @param kafka how to reach it
/// @param registry the schema registry
/// @param database the installation's own database
/// @param folder where a service may keep files
/// @param instance unique among the running copies of a service, and the same after a restart
/// @param spans takes what a service did
public record Installation(
        KafkaAddress kafka,
        RegistryAddress registry,
        DatabaseAddress database,
        Path folder,
        String instance,
        Spans spans) {

    /// One in which nobody wants spans.
    public Installation(
            KafkaAddress kafka, RegistryAddress registry, DatabaseAddress database, Path folder, String instance) {
        this(kafka, registry, database, folder, instance, Spans.NONE);
    }

    /// The same with a taker of spans.
    public Installation with(Spans taker) {
        return new Installation(kafka, registry, database, folder, instance, taker);
    }
}
