package io.headrace.capture.core;

/// How large a row may be in a topic.
///
/// Below what an installation's broker and the stores that keep the row accept as one message. A larger one would stop
/// everything behind it.
public final class RowLimit {

    public static final int BYTES = 15 << 20;

    private RowLimit() {}

    /// Whether a message of so many bytes can be carried.
    public static boolean allows(int bytes) {
        return bytes <= BYTES;
    }

    /// What is said of a table with such rows.
    ///
    /// @param where the place of the last one that was met
    public static String sentence(String table, long rows, String where) {
        return "%s holds rows larger than %d MB, %d met so far, the last %s. They are left out of the topic, as if they were deleted. Make them smaller, or move the large column to a table of its own, then: headrace reread %s"
                .formatted(table, BYTES >> 20, rows, where, table);
    }
}
