package io.headrace.letters;

import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.counter.Counted;
import io.headrace.kernel.counter.CounterBinding;
import io.headrace.kernel.counter.CounterCommand;
import io.headrace.kernel.counter.CounterCommand.Add;
import io.headrace.kernel.counter.CounterEvent;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.shell.OutboxMessage;
import io.headrace.kernel.stream.DecisionService;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Routes;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/// The counters' service in two versions: the older does not understand riddles. Neither can decide about a fault.
final class Counters {

    static final String ASKED = "counters.asked";
    static final String RIDDLE = "riddle";
    static final String FAULT = "fault";

    private Counters() {}

    static DecisionService older(Installation installation) {
        return DecisionService.start(installation, new Binding(), routes(false), Letters::desk);
    }

    static DecisionService newer(Installation installation) {
        return DecisionService.start(installation, new Binding(), routes(true), Letters::desk);
    }

    /// The newer one as a process of its own, to be killed. Arguments: Kafka, schema registry, JDBC URL, folder.
    static void main(String[] args) throws InterruptedException {
        DatabaseAddress database = new DatabaseAddress(args[2], "headrace", "");
        Installation installation = new Installation(
                KafkaAddress.at(args[0]), RegistryAddress.at(args[1]), database, Path.of(args[3]), "one");
        try (DecisionService _ = newer(installation)) {
            Thread.currentThread().join();
        }
    }

    private static Routes<CounterCommand> routes(boolean riddles) {
        return new Routes<CounterCommand>().events(ASKED, event -> inputs(event, riddles));
    }

    private static List<Input<CounterCommand>> inputs(Event event, boolean riddles) {
        Counted asked = (Counted) event.payload();
        if (asked.getCounter().startsWith(RIDDLE) && !riddles) {
            throw new Unreadable("nobody understands a riddle yet");
        }
        return List.of(new Input<>(asked.getCounter(), event.cause(), new Add(asked.getTotal())));
    }

    private static final class Binding extends CounterBinding {

        @Override
        public List<OutboxMessage> outbox(String counter, CounterEvent event, Connection tx) {
            if (counter.equals(FAULT)) {
                throw new IllegalStateException("there is a fault");
            }
            return super.outbox(counter, event, tx);
        }
    }
}
