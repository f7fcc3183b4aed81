package io.headrace.simulation.people;

import io.headrace.simulation.Dice;
import io.headrace.simulation.Trace;
import io.headrace.simulation.source.Shape;
import io.headrace.simulation.source.SourceDatabase;
import java.util.List;
import java.util.Optional;

/// People's programs that write to the source: long and short transactions side by side.
public final class Writers {

    private static final int KEYS = 40;
    private static final int OPEN_MAX = 4;

    private final SourceDatabase database;
    private final Dice dice;
    private final Trace trace;

    public Writers(SourceDatabase database, Dice dice, Trace trace) {
        this.database = database;
        this.dice = dice;
        this.trace = trace;
    }

    /// Fills the tables before anything is captured.
    public void fill() {
        long xid = database.begin();
        for (Shape table : Tables.ALL) {
            int rows = dice.between(0, 25);
            for (int key = 1; key <= rows; key++) {
                database.insert(xid, table.name(), key, Tables.row(key, dice));
            }
        }
        database.commit(xid);
        database.unseen().forEach(database::show);
    }

    /// One statement, commit or what else there is to do.
    public void step() {
        List<Long> unseen = database.unseen();
        if (!unseen.isEmpty() && dice.onceIn(2)) {
            database.show(dice.pick(unseen));
            return;
        }
        List<Long> running = database.active();
        if (running.isEmpty() || (running.size() < OPEN_MAX && dice.onceIn(4))) {
            begin();
        } else {
            goOn(dice.pick(running));
        }
    }

    /// Ends every transaction and makes all of them visible.
    public void finish() {
        database.active().forEach(database::commit);
        database.unseen().forEach(database::show);
    }

    private void begin() {
        long xid = database.begin();
        int statements = dice.onceIn(25) ? dice.between(30, 60) : 1;
        for (int i = 0; i < statements; i++) {
            write(xid);
        }
    }

    private void goOn(long xid) {
        switch (dice.below(8)) {
            case 0, 1, 2, 3 -> {
                database.commit(xid);
                trace.say("writer", "commits " + xid);
            }
            case 4 -> database.abort(xid);
            default -> write(xid);
        }
    }

    private void write(long xid) {
        String table = dice.pick(Tables.ALL).name();
        if (dice.onceIn(60) && database.isQuiet(table)) {
            database.truncate(xid, table);
            return;
        }
        long key = dice.between(1, KEYS);
        if (!database.isFree(table, key)) {
            return;
        }
        if (!database.rows(table).containsKey(key)) {
            database.insert(xid, table, key, Tables.row(key, dice));
        } else {
            change(xid, table, key);
        }
    }

    private void change(long xid, String table, long key) {
        switch (dice.below(6)) {
            case 0 -> database.delete(xid, table, key);
            case 1 ->
                freeKey(table).ifPresent(other -> {
                    database.delete(xid, table, key);
                    database.insert(xid, table, other, Tables.row(other, dice));
                });
            default -> database.update(xid, table, key, Tables.row(key, dice));
        }
    }

    private Optional<Long> freeKey(String table) {
        long key = dice.between(1, KEYS);
        return database.isFree(table, key) && !database.rows(table).containsKey(key)
                ? Optional.of(key)
                : Optional.empty();
    }
}
