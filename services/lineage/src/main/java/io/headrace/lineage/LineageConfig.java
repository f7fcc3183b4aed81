package io.headrace.lineage;

import io.headrace.kernel.Installation;
import io.headrace.lineage.core.Names;
import io.headrace.lineage.delivery.Endpoint;
import java.util.Optional;

/// How lineage runs.
///
/// @param endpoint empty: run events are in the topic alone
public record LineageConfig(Installation installation, Names names, Optional<Endpoint> endpoint) {}
