package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.schemas.RowHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// The headers of one cut's records.
final class CutHeaders {

    private static final Header LAST = new RecordHeader(RowHeaders.LAST, new byte[0]);
    private static final Header COMPLETE = new RecordHeader(RowHeaders.COMPLETE, new byte[0]);
    private static final Header UNCHANGED = new RecordHeader(RowHeaders.UNCHANGED, new byte[0]);

    /// Of a control engine's rows: they stand in no cut.
    static final CutHeaders NONE = new CutHeaders(List.of(), List.of());

    private final List<Header> row;
    private final List<Header> last;

    private CutHeaders(List<Header> row, List<Header> last) {
        this.row = row;
        this.last = last;
    }

    /// @param state its last cut is this one
    /// @param partitions how many topic partitions the cut touches
    static CutHeaders of(CaptureState state, int partitions, long commitLsn, long micros) {
        List<Header> row = List.of(
                number(RowHeaders.CUT, state.lastCut()),
                new RecordHeader(
                        RowHeaders.PARTS,
                        ByteBuffer.allocate(Integer.BYTES).putInt(partitions).array()));
        List<Header> end = List.of(
                LAST,
                number(RowHeaders.COMMIT_LSN, commitLsn),
                number(RowHeaders.COMMITTED_AT, micros),
                new RecordHeader(RowHeaders.SYSTEM_ID, state.server().systemId().getBytes(StandardCharsets.UTF_8)));
        return new CutHeaders(row, join(row, end));
    }

    List<Header> row(boolean isLast) {
        return isLast ? last : row;
    }

    List<Header> reset(long generation, boolean isLast) {
        return join(row(isLast), List.of(number(RowHeaders.RESET, generation)));
    }

    List<Header> complete(boolean isLast) {
        return join(row(isLast), List.of(COMPLETE));
    }

    /// Of the one record in its topic partition of a cut in which nothing changed.
    List<Header> unchanged() {
        return join(row(true), List.of(UNCHANGED));
    }

    private static Header number(String name, long value) {
        return new RecordHeader(
                name, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static List<Header> join(List<Header> some, List<Header> more) {
        List<Header> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
