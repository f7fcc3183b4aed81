package io.headrace.pipelines.stream;

import io.headrace.kernel.stream.Received.ChangedRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The rows of `headrace.pipeline` and `headrace.request`, written again as they came through the topics: with the
/// names of those who wrote them, and when.
public final class PeopleTables {

    private static final String PIPELINE = "insert into headrace.pipeline "
            + "select * from jsonb_populate_record(null::headrace.pipeline, ?::jsonb) "
            + "on conflict (name) do update set spec = excluded.spec, author = excluded.author, written_at = excluded.written_at";
    private static final String DELETE = "delete from headrace.pipeline where name = ?";
    private static final String REQUEST = "insert into headrace.request "
            + "select * from jsonb_populate_record(null::headrace.request, ?::jsonb) on conflict (id) do nothing";

    private final JsonMapper json = JsonMapper.shared();
    private final Connection tx;

    /// Triggers do not stamp what this transaction writes; only a superuser may say so.
    public PeopleTables(Connection tx) throws SQLException {
        this.tx = tx;
        try (Statement statement = tx.createStatement()) {
            statement.execute("set local session_replication_role = replica");
        }
    }

    /// A row of `headrace.pipeline`, in the order of its topic.
    public void pipeline(ChangedRow row) throws SQLException {
        Map<String, @Nullable Object> after = row.after();
        if (after == null) {
            Map<String, @Nullable Object> before = row.before();
            run(DELETE, String.valueOf(before == null ? null : before.get("name")));
        } else {
            Map<String, @Nullable Object> columns = new LinkedHashMap<>(after);
            columns.computeIfPresent("spec", (_, spec) -> json.readTree(spec.toString()));
            run(PIPELINE, json.writeValueAsString(columns));
        }
    }

    /// A row of `headrace.request`.
    public void request(ChangedRow row) throws SQLException {
        Map<String, @Nullable Object> after = row.after();
        if (after != null) {
            run(REQUEST, json.writeValueAsString(after));
        }
    }

    private void run(String sql, String argument) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setString(1, argument);
            statement.executeUpdate();
        }
    }
}
