package io.headrace.pipelines;

import io.headrace.kernel.Installation;
import io.headrace.kernel.database.DatabaseAddress;

/// What the service needs to know.
///
/// @param source the name of the source that pipelines are trained from
/// @param sourceDatabase where the source's catalogue is asked; the user needs no rights on the tables
public record PipelinesConfig(Installation installation, String source, DatabaseAddress sourceDatabase) {}
