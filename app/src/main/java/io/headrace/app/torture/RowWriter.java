package io.headrace.app.torture;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;

/// The statements of the workload. Not thread-safe.
final class RowWriter {

    private static final List<String> DISTRICTS = List.of("north", "east", "south", "west");

    private final Connection connection;
    private final Account account;
    private final Random random;

    RowWriter(Connection connection, Account account, Random random) {
        this.connection = connection;
        this.account = account;
        this.random = random;
    }

    /// A row to write.
    record Row(long id, long version) {}

    void insert(String table, List<Row> rows) throws SQLException {
        int step = account.nextStep();
        try (PreparedStatement statement = connection.prepareStatement("insert into " + table
                + " (id, v, tx, step, area, rooms, district, price)" + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                int area = area();
                int rooms = rooms();
                statement.setLong(1, row.id());
                statement.setLong(2, row.version());
                statement.setLong(3, account.number());
                statement.setInt(4, step);
                statement.setDouble(5, area);
                statement.setInt(6, rooms);
                statement.setString(7, district());
                statement.setBigDecimal(8, java.math.BigDecimal.valueOf(price(area, rooms)));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void copy(String table, List<Row> rows) throws SQLException, IOException {
        int step = account.nextStep();
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            int area = area();
            int rooms = rooms();
            text.append(row.id()).append('\t').append(row.version()).append('\t');
            text.append(account.number()).append('\t').append(step).append('\t');
            text.append(area).append('\t').append(rooms).append('\t');
            text.append(district()).append('\t').append(price(area, rooms)).append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy " + table + " (id, v, tx, step, area, rooms, district, price) from stdin",
                        new StringReader(text.toString()));
    }

    /// Raises the version of every row between two keys.
    void update(String table, long from, long to, int rows) throws SQLException {
        execute(
                "update " + table + " set v = v + 1, tx = ?, step = ?, price = price + 1 where id between ? and ?",
                rows,
                account.number(),
                account.nextStep(),
                from,
                to);
    }

    /// Gives a row another key.
    void move(String table, long id, Row to) throws SQLException {
        execute(
                "update " + table + " set v = ?, tx = ?, step = ?, id = ? where id = ?",
                1,
                to.version(),
                account.number(),
                account.nextStep(),
                to.id(),
                id);
    }

    void delete(String table, long from, long to, int rows) throws SQLException {
        account.nextStep();
        execute("delete from " + table + " where id between ? and ?", rows, from, to);
    }

    void truncate(String table) throws SQLException {
        account.nextStep();
        execute("truncate " + table, 0);
    }

    private void execute(String sql, int rows, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            int changed = statement.executeUpdate();
            if (changed != rows) {
                throw new IllegalStateException("%s changed %d rows of transaction %d, and the ledger expects %d"
                        .formatted(sql, changed, account.number(), rows));
            }
        }
    }

    private int area() {
        return 40 + random.nextInt(90);
    }

    private int rooms() {
        return 1 + random.nextInt(5);
    }

    private String district() {
        return DISTRICTS.get(random.nextInt(DISTRICTS.size()));
    }

    private int price(int area, int rooms) {
        return 2_000 * area + 9_000 * rooms + random.nextInt(20_000);
    }
}
