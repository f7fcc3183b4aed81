package io.headrace.app.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Everybody who works while faults come: writers with short and with long transactions, a bulk loader, somebody who
/// alters tables, people who ask.
final class Workload {

    private static final int SHORT = 3;
    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<Writer> writers = new ArrayList<>();
    private final SchemaChanges schema;
    private final People people;
    private final List<Thread> threads = new ArrayList<>();

    /// @param random where all of them get their seeds from
    /// @param pauseMax between two transactions of a writer
    Workload(String url, Ledger ledger, Random random, Duration pauseMax) {
        for (int number = 1; number <= SHORT + 1; number++) {
            boolean slow = number > SHORT;
            Script script = new MixedScript(new Random(random.nextLong()), number, slow);
            writers.add(new Writer(number, url, ledger, script, new Random(random.nextLong()), pauseMax));
        }
        Script bulk = new BulkScript(new Random(random.nextLong()));
        writers.add(new Writer(SHORT + 2, url, ledger, bulk, new Random(random.nextLong()), LONG));
        schema = new SchemaChanges(url, new Random(random.nextLong()));
        people = new People(url, new Random(random.nextLong()));
    }

    void start() {
        writers.forEach(writer -> threads.add(Thread.ofPlatform().daemon().start(writer)));
        threads.add(Thread.ofPlatform().daemon().start(schema));
        threads.add(Thread.ofPlatform().daemon().start(people));
    }

    int alterations() {
        return schema.done();
    }

    /// Lets everybody finish what they do. The database must be there.
    void finish() throws InterruptedException {
        writers.forEach(Writer::stop);
        schema.stop();
        people.stop();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Writers that ended before they were told to, and why.
    List<String> failures() {
        return writers.stream().map(Writer::failure).flatMap(Optional::stream).toList();
    }
}
