package io.headrace.dataset.stream;

/// Where a change came from.
///
/// @param xid the transaction, as it stands in the WAL, 32 bits without epoch; 0: it is not known, as of rows that were
///     read with their table
/// @param lsn of the change in the WAL; 0: not known
public record RowOrigin(long xid, long lsn) {

    static final RowOrigin NONE = new RowOrigin(0, 0);
}
