package io.headrace.app.torture;

import io.headrace.app.torture.ChangeSum.Op;
import io.headrace.app.torture.RowWriter.Row;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// COPYs of tens of thousands of rows, updates and deletes of thousands, and TRUNCATE, in a table of its own.
final class BulkScript implements Script {

    private static final int COPY_MIN = 5_000;
    private static final int COPY_MAX = 25_000;
    private static final int RANGE_MAX = 3_000;
    private static final int ROWS_MAX = 80_000;

    private final Random random;
    /// Rows with neighbouring keys and the same version.
    private List<Range> ranges = new ArrayList<>(List.of(new Range(1, 500, 1)));
    private List<Range> next = List.of();
    private long lastKey = 1_000;

    BulkScript(Random random) {
        this.random = random;
    }

    private record Range(long from, long to, long version) {

        int size() {
            return (int) (to - from + 1);
        }
    }

    @Override
    public void write(Connection connection, Account account) throws SQLException, IOException {
        RowWriter rows = new RowWriter(connection, account, random);
        next = new ArrayList<>(ranges);
        int all = ranges.stream().mapToInt(Range::size).sum();
        int kind = random.nextInt(10);
        if (all > ROWS_MAX || kind == 0) {
            rows.truncate(Tables.BULK);
            account.change(Tables.BULK, Op.TRUNCATE, 0, 0);
            next.clear();
            if (random.nextBoolean()) {
                copy(rows, account);
            }
        } else if (all == 0 || kind < 4) {
            copy(rows, account);
        } else if (kind < 8) {
            update(rows, account);
        } else {
            delete(rows, account);
        }
    }

    private void copy(RowWriter rows, Account account) throws SQLException, IOException {
        Range range = new Range(lastKey + 1, lastKey + random.nextInt(COPY_MIN, COPY_MAX), 1);
        lastKey = range.to();
        List<Row> all = LongStream.rangeClosed(range.from(), range.to())
                .mapToObj(id -> new Row(id, 1))
                .toList();
        rows.copy(Tables.BULK, all);
        note(account, Op.CREATE, range);
        next.add(range);
    }

    private void update(RowWriter rows, Account account) throws SQLException {
        Range some = cut();
        rows.update(Tables.BULK, some.from(), some.to(), some.size());
        Range raised = new Range(some.from(), some.to(), some.version() + 1);
        note(account, Op.UPDATE, raised);
        next.add(raised);
    }

    private void delete(RowWriter rows, Account account) throws SQLException {
        Range some = cut();
        rows.delete(Tables.BULK, some.from(), some.to(), some.size());
        note(account, Op.DELETE, some);
    }

    /// Takes some rows out.
    private Range cut() {
        Range range = next.remove(random.nextInt(next.size()));
        long from = range.from() + random.nextInt(range.size());
        long to = Math.min(range.to(), from + random.nextInt(RANGE_MAX));
        if (from > range.from()) {
            next.add(new Range(range.from(), from - 1, range.version()));
        }
        if (to < range.to()) {
            next.add(new Range(to + 1, range.to(), range.version()));
        }
        return new Range(from, to, range.version());
    }

    private static void note(Account account, Op op, Range range) {
        for (long id = range.from(); id <= range.to(); id++) {
            account.change(Tables.BULK, op, id, range.version());
        }
    }

    @Override
    public void keep() {
        ranges = next;
    }

    @Override
    public void forget() {
        next = List.of();
    }
}
