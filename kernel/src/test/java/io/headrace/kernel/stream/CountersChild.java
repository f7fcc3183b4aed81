package io.headrace.kernel.stream;

import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.counter.Counted;
import io.headrace.kernel.counter.CounterBinding;
import io.headrace.kernel.counter.CounterCommand;
import io.headrace.kernel.counter.CounterCommand.Add;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.shell.Input;
import java.nio.file.Path;
import java.util.List;

/// The counters' service as a process of its own, to be killed.
final class CountersChild {

    static final String ASKED = "counters.asked";

    private CountersChild() {}

    /// Arguments: Kafka, schema registry, JDBC URL, folder, name of the instance.
    static void main(String[] args) throws InterruptedException {
        DatabaseAddress database = new DatabaseAddress(args[2], "headrace", "");
        Installation installation = new Installation(
                KafkaAddress.at(args[0]), RegistryAddress.at(args[1]), database, Path.of(args[3]), args[4]);
        try (DecisionService _ = DecisionService.start(installation, new CounterBinding(), routes(), NoDesk.MAKER)) {
            Thread.currentThread().join();
        }
    }

    static Routes<CounterCommand> routes() {
        return new Routes<CounterCommand>().events(ASKED, event -> {
            Counted asked = (Counted) event.payload();
            return List.of(new Input<>(asked.getCounter(), event.cause(), new Add(asked.getTotal())));
        });
    }
}
