package io.headrace.app.rebuild;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.deployment.stream.ModelTables;
import io.headrace.kernel.Installation;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.checkpoint.OwnTables;
import io.headrace.kernel.checkpoint.ServiceRebuild;
import io.headrace.kernel.projector.Stretch;
import io.headrace.training.stream.TrainingTables;
import io.headrace.worker.stream.WorkerTables;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A service to be made again.
interface Rebuilding {

    /// Each with the tables that it keeps besides.
    Map<String, Function<AvroCodec, OwnTables>> DECIDERS = Map.of(
            "pipelines", _ -> OwnTables.NONE,
            "training", _ -> new TrainingTables(),
            "worker", WorkerTables::new,
            "validation", _ -> OwnTables.NONE,
            "deployment", _ -> new ModelTables(),
            "incidents", _ -> OwnTables.NONE);

    /// The service of a name; a [CommandFailure] says what is wrong with the name.
    static Rebuilding of(String service) {
        Function<AvroCodec, OwnTables> own = DECIDERS.get(service);
        if (own != null) {
            return new OfDecider(service, own);
        }
        if (service.equals("dataset")) {
            return new OfDataset();
        }
        throw CommandFailure.badInput(
                "no service %s keeps a state: choose of pipelines, dataset, training, worker, validation, deployment, incidents, or the subcommand registry"
                        .formatted(service));
    }

    String service();

    /// Compares what it keeps with what the topics say.
    ServiceReport check(Installation installation, Told told) throws SQLException;

    /// Makes it again.
    ServiceReport rebuild(Environment environment, Told told) throws SQLException;

    /// One that keeps its states in the database.
    record OfDecider(String service, Function<AvroCodec, OwnTables> own) implements Rebuilding {

        @Override
        public ServiceReport check(Installation installation, Told told) throws SQLException {
            try (ServiceRebuild rebuild = ServiceRebuild.open(installation, service, own)) {
                List<Stretch> states = rebuild.states();
                return new ServiceReport(service, rebuild.compare(states, told.over(states)), true);
            }
        }

        @Override
        public ServiceReport rebuild(Environment environment, Told told) throws SQLException {
            try (ServiceRebuild rebuild = ServiceRebuild.open(environment.installation(), service, own)) {
                List<Stretch> whole = rebuild.whole();
                told.says("reading the topics of " + service);
                return new ServiceReport(service, rebuild.rebuild(whole, told.over(whole)), false);
            }
        }
    }
}
