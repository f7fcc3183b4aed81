package io.headrace.app.torture;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables that the workload writes to.
final class Tables {

    /// Two that several writers share, each with keys of its own.
    static final List<String> SHARED = List.of("house", "flat");

    /// The table of bulk loads, which is truncated too.
    static final String BULK = "plot";

    /// Every transaction leaves its number here, so that its cut is known, and whether it was committed.
    static final String MARK = "mark";

    /// Those that a model is trained from.
    static final List<String> TRAINED = List.of("house", "flat", BULK);

    static final List<String> ALL = List.of("house", "flat", BULK, MARK);

    private Tables() {}

    /// Makes them, and shares them.
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TRAINED) {
                statement.execute("""
                        create table %1$s (id bigint primary key, v bigint not null, tx bigint not null,
                            step int not null, area float8, rooms int, district text, price numeric);
                        insert into %1$s select i, 1, 0, 0, 40 + i %% 90, 1 + i %% 5,
                            (array['north', 'east', 'south', 'west'])[1 + i %% 4],
                            2000 * (40 + i %% 90) + 9000 * (i %% 5) + (i * 7919) %% 20000
                        from generate_series(1, 500) i;
                        select headrace.share('public.%1$s');
                        """.formatted(table));
            }
            statement.execute(
                    "create table mark (tx bigint primary key, writer int not null); select headrace.share('public.mark')");
        }
    }

    /// The pipeline of a table, as the row of `headrace.pipeline` has it.
    ///
    /// @param l2 of the ridge; another one makes another revision
    static String pipeline(String table, int l2) {
        return """
                {"dataset": {"table": "public.%s", "label": "price", "nulls": "exclude", "features": ["area", "rooms",
                    {"column": "district", "type": "categorical", "values": ["north", "east", "south", "west"]}]},
                 "trainer": {"kind": "ridge", "l2": %d},
                 "trigger": {"changes": 50, "quiet": "500ms", "min-interval": "2s", "max-wait": "5s"},
                 "gates": [{"metric": "rmse", "at-most": 60000}],
                 "rollout": {"approval": "%s"}}
                """.formatted(table, l2, table.equals("flat") ? "required" : "automatic");
    }
}
