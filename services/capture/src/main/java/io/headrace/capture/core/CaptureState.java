package io.headrace.capture.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an engine remembers, written in the Kafka transaction of the rows it speaks of.
///
/// @param server which PostgreSQL it is about
/// @param commitLsn every transaction committed up to here is in the topics
/// @param lastCut the last cut number given away
/// @param tables by `schema.table`
/// @param rereads requests that are being carried out: id → table, empty for every table. A request that stands here
///     has begun, so that no crash begins it twice
public record CaptureState(
        Server server,
        long commitLsn,
        long lastCut,
        Map<String, TableState> tables,
        Map<String, String> rereads,
        TopicMarks topics) {

    /// A PostgreSQL server, told from a copy of it.
    public record Server(String systemId, int timeline) {}

    /// @param rereads null in a state that was stored before there were any
    /// @param topics null in a state that was stored before there were any
    public CaptureState(
            Server server,
            long commitLsn,
            long lastCut,
            Map<String, TableState> tables,
            @Nullable Map<String, String> rereads,
            @Nullable TopicMarks topics) {
        this.server = server;
        this.commitLsn = commitLsn;
        this.lastCut = lastCut;
        this.tables = Map.copyOf(tables);
        this.rereads = rereads == null ? Map.of() : Map.copyOf(rereads);
        this.topics = topics == null ? TopicMarks.NONE : topics;
    }

    public static CaptureState fresh(Server server, long lsn) {
        return new CaptureState(server, lsn, 0, Map.of(), Map.of(), TopicMarks.NONE);
    }

    /// For a source that may have been captured before, though nothing is stored of it. A cut never has the number of
    /// an earlier one: numbers go on from the position in the WAL, which is behind every number that was given
    /// away, since each stood for a commit.
    public static CaptureState again(Server server, long lsn) {
        return new CaptureState(server, lsn, lsn, Map.of(), Map.of(), TopicMarks.NONE);
    }

    public TableState table(String name) {
        return tables.getOrDefault(name, TableState.NONE);
    }

    /// The tables whose topics hold them whole, in the order of their names.
    public List<String> whole() {
        return tables.entrySet().stream()
                .filter(table -> table.getValue().complete())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    public CaptureState with(String name, TableState table) {
        Map<String, TableState> changed = new HashMap<>(tables);
        changed.put(name, table);
        return new CaptureState(server, commitLsn, lastCut, changed, rereads, topics);
    }

    public CaptureState withCut(long number) {
        return new CaptureState(server, commitLsn, number, tables, rereads, topics);
    }

    /// The state behind a transaction.
    public CaptureState behind(long lsn) {
        boolean snapshots = tables.values().stream().anyMatch(t -> t.snapshot() != null);
        if (!snapshots) {
            return new CaptureState(server, lsn, lastCut, tables, rereads, topics);
        }
        Map<String, TableState> passed = new TreeMap<>();
        tables.forEach((name, table) -> passed.put(name, table.passed(lsn)));
        return new CaptureState(server, lsn, lastCut, passed, rereads, topics);
    }

    /// The same tables behind a new slot, perhaps on another server: each is to be read again, into a new generation,
    /// so that what was deleted meanwhile is gone too.
    public CaptureState behindNewSlot(Server newServer, long lsn) {
        return new CaptureState(newServer, lsn, lastCut, unread(""), rereads, topics);
    }

    /// A request begins: its tables are to be read again, into a new generation.
    public CaptureState begin(Reread asked) {
        Map<String, String> more = new TreeMap<>(rereads);
        more.put(asked.request(), asked.table());
        return new CaptureState(server, commitLsn, lastCut, unread(asked.table()), more, topics);
    }

    /// A request is answered.
    public CaptureState end(String request) {
        Map<String, String> fewer = new TreeMap<>(rereads);
        fewer.remove(request);
        return new CaptureState(server, commitLsn, lastCut, tables, fewer, topics);
    }

    public CaptureState withTopics(TopicMarks marks) {
        return new CaptureState(server, commitLsn, lastCut, tables, rereads, marks);
    }

    /// A table's topic is lost, or lacks changes: it is to be read again.
    public CaptureState without(String table) {
        return new CaptureState(server, commitLsn, lastCut, unread(table), rereads, topics);
    }

    private Map<String, TableState> unread(String table) {
        Map<String, TableState> again = new TreeMap<>(tables);
        again.replaceAll((name, state) -> table.isEmpty() || table.equals(name) ? state.unread() : state);
        return again;
    }
}
