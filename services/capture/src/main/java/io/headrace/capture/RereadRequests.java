package io.headrace.capture;

import io.headrace.capture.CaptureOutbox.Saying;
import io.headrace.capture.core.Reread;
import io.headrace.events.RequestAnswered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The rows of `headrace.request` that ask for another read of a source.
///
/// They are looked up in the table, not in its topic: a request that is to leave a lost slot behind must not have to
/// come through it.
public final class RereadRequests {

    private static final String OPEN = """
            select r.id::text, coalesce(r.source_table, ''), r.asked_by from headrace.request r
            where r.kind = 'reread' and r.source = ?
              and not exists (select from headrace.outbox o
                              where o.aggregatetype = 'capture' and o.aggregateid = r.source
                                and o.causation = r.id::text)
            order by r.asked_at, r.id
            """;

    private static final String STRAYS = """
            select r.id::text, r.source, r.asked_by from headrace.request r
            where r.kind = 'reread' and r.source <> all (?)
              and not exists (select from headrace.outbox o
                              where o.aggregatetype = 'capture' and o.aggregateid = r.source
                                and o.causation = r.id::text)
            """;

    private static final String ACKNOWLEDGED = """
            select exists (
                select from headrace.request where kind = 'acknowledge' and incident = ?
                and asked_at > coalesce((select max("time") from headrace.outbox
                                         where aggregatetype = 'capture' and aggregateid = ? and correlation = ?),
                                        '-infinity'))
            """;

    private final DatabaseAddress control;
    private final CaptureOutbox outbox;
    private final String source;

    public RereadRequests(DatabaseAddress control, CaptureOutbox outbox, String source) {
        this.control = control;
        this.outbox = outbox;
        this.source = source;
    }

    /// Those without an answer, the oldest first.
    public List<Reread> open() throws SQLException {
        List<Reread> open = new ArrayList<>();
        try (Connection connection = control.connect();
                PreparedStatement query = connection.prepareStatement(OPEN)) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    open.add(new Reread(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
        }
        return open;
    }

    /// Whether somebody has acknowledged the source's trouble of a kind since it was last said.
    public boolean isAcknowledged(String kind) throws SQLException {
        try (Connection connection = control.connect();
                PreparedStatement query = connection.prepareStatement(ACKNOWLEDGED)) {
            query.setString(1, source + '/' + kind);
            query.setString(2, source);
            query.setString(3, "capture/%s/%s".formatted(source, kind));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// Whether Headrace has decided anything yet: if so, its topics are not new.
    public boolean haveDecisions() throws SQLException {
        try (Connection connection = control.connect();
                PreparedStatement query = connection.prepareStatement(
                        "select exists (select from headrace.outbox where aggregatetype = 'training')");
                ResultSet row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// Refuses those for sources that there are not.
    public void refuseStrays(Set<String> sources) throws SQLException {
        try (Connection connection = control.connect();
                PreparedStatement query = connection.prepareStatement(STRAYS)) {
            query.setArray(1, connection.createArrayOf("text", sources.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String named = row.getString(2);
                    Reread asked = new Reread(row.getString(1), "", row.getString(3));
                    String sentence = "There is no source %s; there are %s".formatted(named, new TreeSet<>(sources));
                    answer(named, asked, false, sentence);
                }
            }
        }
    }

    /// Answers one, once.
    ///
    /// @param sentence for the person who asked
    public void answer(Reread asked, boolean accepted, String sentence) throws SQLException {
        answer(source, asked, accepted, sentence);
    }

    private void answer(String source, Reread asked, boolean accepted, String sentence) throws SQLException {
        RequestAnswered answer =
                new RequestAnswered(asked.request(), "reread", "", accepted, sentence, asked.askedBy());
        outbox.say(
                source,
                new Saying(answer, asked.request(), Optional.of(asked.request())),
                (connection, payload) -> true);
    }
}
