package io.headrace.app.rebuild;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.up.ServiceStarts;
import io.headrace.dataset.DatasetConfig;
import io.headrace.dataset.DatasetRebuild;
import io.headrace.dataset.RegistryWire;
import io.headrace.kernel.Installation;
import java.util.List;

/// The dataset, which keeps its rows and sums in stores of Kafka Streams.
record OfDataset() implements Rebuilding {

    @Override
    public String service() {
        return "dataset";
    }

    @Override
    public ServiceReport check(Installation installation, Told told) {
        throw CommandFailure.badInput(
                "`headrace verify` compares the dataset with the topics: --check is for the other services");
    }

    @Override
    public ServiceReport rebuild(Environment environment, Told told) {
        try (RegistryWire wire = new RegistryWire(environment.registry(), service())) {
            environment.sources().forEach(source -> rebuild(ServiceStarts.dataset(environment, source), wire, told));
        }
        return new ServiceReport(service(), List.of(), false);
    }

    private static void rebuild(DatasetConfig config, RegistryWire wire, Told told) {
        try (DatasetRebuild rebuild = DatasetRebuild.of(config)) {
            told.says("throwing away the rows and sums of the dataset of " + config.source());
            rebuild.throwAway();
            told.says("reading the row topics of " + config.source());
            rebuild.fold(wire, told::passed);
        }
    }
}
