package io.headrace.dataset.stream;

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
record RowHead(long cut, int parts, boolean isLast, OptionalLong generation, boolean isComplete) {

    static RowHead of(Headers headers) {
        return new RowHead(
                required(headers, RowHeaders.CUT, Long.BYTES).getLong(),
                required(headers, RowHeaders.PARTS, Integer.BYTES).getInt(),
                headers.lastHeader(RowHeaders.LAST) != null,
                headers.lastHeader(RowHeaders.RESET) == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(
                                required(headers, RowHeaders.RESET, Long.BYTES).getLong()),
                headers.lastHeader(RowHeaders.COMPLETE) != null);
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
