package io.headrace.simulation.people;

import io.headrace.simulation.Clock;
import io.headrace.simulation.Dice;
import io.headrace.simulation.Hazard;
import io.headrace.simulation.Trace;
import io.headrace.simulation.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// People who write pipelines and ask for things.
public final class Operators {

    private static final List<String> PIPELINES = List.of("alpha", "beta");
    private static final List<String> KINDS =
            List.of("retrain", "retrain", "approve", "approve", "reject", "rollback", "resume", "acknowledge");

    private static final String WRITE = """
            insert into headrace.pipeline (name, spec, author, written_at) values (?, ?, ?, ?)
            on conflict (name) do update set spec = excluded.spec, author = excluded.author,
            written_at = excluded.written_at""";
    private static final String DELETE = "delete from headrace.pipeline where name = ?";
    private static final String ASK = """
            insert into headrace.request (id, kind, pipeline, version, incident, asked_by, asked_at)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private final Store store;
    private final DataSource database;
    private final Dice dice;
    private final Clock clock;
    private final Trace trace;
    private final List<String> asked = new ArrayList<>();

    public Operators(Store store, Dice dice, Clock clock, Trace trace) {
        this.store = store;
        this.database = store.connections("people", Hazard.NONE);
        this.dice = dice;
        this.clock = clock;
        this.trace = trace;
    }

    /// The ids of all requests.
    public List<String> asked() {
        return asked;
    }

    /// Does something.
    public void step() throws SQLException {
        if (store.isAway()) {
            return;
        }
        String pipeline = dice.pick(PIPELINES);
        boolean exists = store.rows("headrace.pipeline").stream().anyMatch(row -> pipeline.equals(row.get("name")));
        if (!exists || dice.onceIn(6)) {
            write(pipeline);
        } else if (dice.onceIn(12)) {
            run(DELETE, pipeline);
            trace.say("operator", "deletes " + pipeline);
        } else {
            ask(pipeline);
        }
    }

    /// Writes every pipeline.
    public void begin() throws SQLException {
        for (String pipeline : PIPELINES) {
            write(pipeline);
        }
    }

    private void write(String pipeline) throws SQLException {
        run(WRITE, pipeline, Specification.of(pipeline, dice), "ann", time());
        trace.say("operator", "writes " + pipeline);
    }

    private void ask(String pipeline) throws SQLException {
        String kind = dice.pick(KINDS);
        String id = "00000000-0000-4000-8000-%012d".formatted(asked.size() + 1);
        Long version = kind.equals("rollback") && dice.onceIn(2) ? (Long) (long) dice.between(1, 5) : null;
        String incident = kind.equals("acknowledge")
                ? pipeline + dice.pick(List.of("/challenger-rejected", "/pipeline-refused"))
                : null;
        asked.add(id);
        run(ASK, id, kind, pipeline, version, incident, "bob", time());
        trace.say("operator", "asks to %s %s".formatted(kind, pipeline));
    }

    private void run(String sql, @Nullable Object... arguments) throws SQLException {
        try (Connection tx = database.getConnection();
                PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
            tx.commit();
        }
    }

    /// As PostgreSQL writes it.
    private String time() {
        return clock.instant().toString().replace('T', ' ').replace("Z", "+00");
    }

    /// The pipelines that people have written and not deleted.
    public List<Map<String, @Nullable Object>> written() {
        return store.rows("headrace.pipeline");
    }
}
