package io.headrace.simulation.store;

import io.headrace.simulation.Partial;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// What the services ask of a [java.sql.Connection].
public final class OpenConnection {

    private final String who;
    private final Session session;

    OpenConnection(String who, Session session) {
        this.who = who;
        this.session = session;
    }

    public PreparedStatement prepareStatement(String sql) {
        Command command = Store.command(sql);
        return Partial.as(PreparedStatement.class, new OpenStatement(arguments -> session.run(command, arguments)));
    }

    public Array createArrayOf(String type, Object[] elements) {
        return Partial.as(Array.class, new Elements(List.of(elements)));
    }

    public void commit() throws SQLException {
        session.commit(who);
    }

    public void rollback() {
        session.rollback();
    }

    public void close() {
        session.rollback();
    }

    /// An array's value.
    public record Elements(List<Object> list) {

        public Object getArray() {
            return list;
        }
    }
}
