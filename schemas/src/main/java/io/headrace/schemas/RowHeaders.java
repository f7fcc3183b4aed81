package io.headrace.schemas;

/// Headers of a record in a row topic. Numbers are big-endian.
public final class RowHeaders {

    /// The number of the row's cut, 8 bytes.
    public static final String CUT = "hr.cut";

    /// How many topic partitions the cut touches, 4 bytes.
    public static final String PARTS = "hr.parts";

    /// Present (empty) on the cut's last record in this topic partition.
    public static final String LAST = "hr.last";

    /// Commit LSN of the cut, 8 bytes; on the cut's last record in this topic partition.
    public static final String COMMIT_LSN = "hr.lsn";

    /// Commit time of the cut in microseconds since the epoch, 8 bytes; with [#COMMIT_LSN].
    public static final String COMMITTED_AT = "hr.at";

    /// The source's system identifier in UTF-8; with [#COMMIT_LSN].
    public static final String SYSTEM_ID = "hr.system";

    /// Present on a record that is not a row but begins a new generation of the table: readers drop every older
    /// row. Its value is the generation's number, 8 bytes; the record has this header's name for a key, an empty
    /// value, and stands in every partition of the topic.
    public static final String RESET = "hr.reset";

    /// Present (empty) on a record like that of [#RESET], in every partition: the generation that it began is
    /// complete at this cut. Until then the table yields no dataset version.
    public static final String COMPLETE = "hr.complete";

    /// Present (empty) on a record like that of [#RESET] that changes nothing: it is there so that the segment of the
    /// log before it ends, and may be compacted.
    public static final String UNCHANGED = "hr.unchanged";

    private RowHeaders() {}
}
