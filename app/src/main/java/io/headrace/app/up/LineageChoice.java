package io.headrace.app.up;

import io.headrace.app.Environment;
import io.headrace.app.Source;
import io.headrace.capture.DatabaseAddress;
import io.headrace.kernel.HeadraceVersion;
import io.headrace.lineage.core.Names;
import io.headrace.lineage.delivery.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was chosen for lineage.
///
/// @param namespace of jobs and models
/// @param endpoint where run events are sent; empty: they are in their topic alone
public record LineageChoice(String namespace, Optional<Endpoint> endpoint) {

    /// The topic alone.
    public static final LineageChoice USUAL = new LineageChoice("headrace", Optional.empty());

    /// What the tables of an installation are called by tools that know others.
    Names names(Environment environment) {
        Map<String, Names.Database> databases =
                environment.sources().stream().collect(Collectors.toMap(Source::name, LineageChoice::database));
        return new Names(namespace, databases, HeadraceVersion.get());
    }

    private static Names.Database database(Source source) {
        DatabaseAddress address = source.database().parted();
        return new Names.Database("%s:%d".formatted(address.host(), address.port()), address.name());
    }
}
