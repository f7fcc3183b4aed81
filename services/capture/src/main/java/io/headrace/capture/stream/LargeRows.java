package io.headrace.capture.stream;

import io.headrace.capture.core.Lsn;
import io.headrace.capture.core.RowLimit;
import io.headrace.capture.core.TroubleKind;
import io.headrace.capture.rows.Origin;
import io.headrace.capture.rows.RowEncoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps rows that no message can hold out of the topics, and says so.
final class LargeRows {

    private static final TroubleKind TROUBLE = TroubleKind.ROW_TOO_LARGE;

    private final OpenTroubles troubles;
    private final Map<String, Long> leftOut = new ConcurrentHashMap<>();

    LargeRows(OpenTroubles troubles) {
        this.troubles = troubles;
    }

    /// The envelope of a change; where it is too large, without what was before; null: that is too large still, and the
    /// row counts as gone.
    byte @Nullable [] envelope(
            StreamTable table,
            @Nullable Object @Nullable [] before,
            @Nullable Object @Nullable [] after,
            String op,
            Origin at) {
        RowEncoder encoder = table.encoder();
        byte[] whole = encoder.envelope(before, after, op, at);
        if (RowLimit.allows(whole.length)) {
            return whole;
        }
        byte[] last = encoder.envelope(null, after, op, at);
        if (RowLimit.allows(last.length)) {
            return last;
        }
        met(table.name().text(), "in transaction %d at %s".formatted(at.xid(), Lsn.text(at.lsn())));
        return null;
    }

    /// A row was left out of a read, or made a deletion.
    ///
    /// @param where without the row's key: what is said lives longer than the row
    void met(String table, String where) {
        long rows = leftOut.merge(table, 1L, Long::sum);
        if (Long.bitCount(rows) == 1) { // a load of such rows is not an event each
            troubles.say(TROUBLE, table, RowLimit.sentence(table, rows, where));
        }
    }

    /// A table is about to be read from its beginning.
    void forget(String table) {
        leftOut.remove(table);
    }

    /// A table was read to its end.
    void read(String table) {
        if (!leftOut.containsKey(table)) {
            troubles.over(TROUBLE, table, "No row of %s is too large.".formatted(table));
        }
    }
}
