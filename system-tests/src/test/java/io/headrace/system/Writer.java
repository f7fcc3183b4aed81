package io.headrace.system;

import io.headrace.app.Environment;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Somebody who changes a table of houses some fifty times a second, until closed. Without any pause a busy machine
/// would
/// fall behind for as long as it goes on.
final class Writer implements AutoCloseable {

    private static final long PAUSE_NS = 15_000_000;

    private final Database database;
    private final String table;
    private final Random random;
    private final AtomicLong transactions = new AtomicLong();
    private final Thread thread;
    private volatile boolean isStopped;

    private Writer(Database database, String table, long seed) {
        this.database = database;
        this.table = table;
        this.random = new Random(seed);
        this.thread = Thread.ofPlatform().name("writer").start(this::write);
    }

    static Writer begin(Environment environment, String table, long seed) throws SQLException {
        return new Writer(Database.open(environment), table, seed);
    }

    /// How many transactions it has committed.
    long transactions() {
        return transactions.get();
    }

    private void write() {
        for (long next = 1_000_000; !isStopped; next++) {
            int id = 1 + random.nextInt(300);
            database.transaction(
                    switch (random.nextInt(5)) {
                        case 0 -> List.of("delete from %s where id = %d".formatted(table, id));
                        case 1 -> List.of("update %s set id = %d where id = %d".formatted(table, next, id));
                        case 2 ->
                            List.of(
                                    "insert into %s values (%d, 50.25, null, 'moon', 'NaN')".formatted(table, next),
                                    "update %s set rooms = 1 + rooms where id = %d".formatted(table, id));
                        default ->
                            List.of("update %s set price = price + 1 where id %% 10 = %d".formatted(table, id % 10));
                    });
            transactions.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    @Override
    public void close() throws SQLException {
        isStopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
