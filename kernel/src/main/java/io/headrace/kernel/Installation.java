package io.headrace.kernel;

import io.headrace.kernel.database.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;

/// The servers that a service works with, and what it is called among its twins.
///
/// @param kafka how to reach it
/// @param registry a schema registry's Confluent-compatible API, e.g. `http://localhost:8081/apis/ccompat/v7`
/// @param database the installation's own database
/// @param folder where a service may keep files
/// @param instance unique among the running copies of a service, and the same after a restart
public record Installation(KafkaAddress kafka, URI registry, DatabaseAddress database, Path folder, String instance) {}
