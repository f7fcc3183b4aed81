package io.headrace.app.rebuild;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.up.ServiceStarts;
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
        Installation installation = environment.installation();
        try (DatasetRebuild rebuild = DatasetRebuild.of(ServiceStarts.dataset(installation, environment.source()));
                RegistryWire wire = new RegistryWire(installation.registry(), service())) {
            told.says("throwing away the rows and sums of the dataset");
            rebuild.throwAway();
            told.says("reading the row topics");
            rebuild.fold(wire, told::passed);
        }
        return new ServiceReport(service(), List.of(), false);
    }
}
