package io.headrace.dataset.stream;

import io.headrace.dataset.core.TableProgress;
import io.headrace.schemas.RowHeaders;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// What the headers of a record in a row topic say.
///
/// @param isLast the cut's last record in this topic partition
/// @param generation that begins here, if one does
/// @param isComplete the generation is complete with this cut
/// @param isUnchanged nothing changes
public record RowHead(
        long cut, int parts, boolean isLast, OptionalLong generation, boolean isComplete, boolean isUnchanged) {

    /// Reads the headers of a row.
    ///
    /// @throws UnreadableRecord if a header is missing or of another length
    public static RowHead of(Headers headers) {
        return new RowHead(
                required(headers, RowHeaders.CUT, Long.BYTES).getLong(),
                required(headers, RowHeaders.PARTS, Integer.BYTES).getInt(),
                headers.lastHeader(RowHeaders.LAST) != null,
                headers.lastHeader(RowHeaders.RESET) == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(
                                required(headers, RowHeaders.RESET, Long.BYTES).getLong()),
                headers.lastHeader(RowHeaders.COMPLETE) != null,
                headers.lastHeader(RowHeaders.UNCHANGED) != null);
    }

    /// Whether the record is no row: it begins a generation, completes one or changes nothing.
    public boolean isMark() {
        return generation.isPresent() || isComplete || isUnchanged;
    }

    /// Whether the cut that is open in a partition has ended though its last record never came: it was compacted.
    boolean isBeyond(TableProgress table) {
        return table.isMidCut() && cut > table.openCut() && generation.isEmpty();
    }

    /// Notes in a partition's progress that the record's cut goes on.
    ///
    /// @throws UnreadableRecord if it is not this cut's turn
    void open(TableProgress table) {
        if (!table.expects(cut, generation.isPresent())) {
            throw new UnreadableRecord("a record of cut %d came %s: cuts come one after another, each whole"
                    .formatted(
                            cut, table.isMidCut() ? "within cut " + table.openCut() : "after cut " + table.lastCut()));
        }
        table.open(cut);
    }

    private static ByteBuffer required(Headers headers, String name, int length) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null || header.value().length != length) {
            throw new UnreadableRecord("a row has a header %s of %d bytes; this record %s"
                    .formatted(name, length, header == null ? "has none" : "has another"));
        }
        return ByteBuffer.wrap(header.value());
    }
}
