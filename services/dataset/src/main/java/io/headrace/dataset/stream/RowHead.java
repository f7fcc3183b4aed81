package io.headrace.dataset.stream;

import io.headrace.dataset.core.CutMark;
import io.headrace.schemas.RowHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// What the headers of a record in a row topic say.
///
/// @param mark on the cut's last record in this topic partition; null: more follow
/// @param generation that begins here, if one does
/// @param isComplete the generation is complete with this cut
record RowHead(long cut, int parts, @Nullable CutMark mark, OptionalLong generation, boolean isComplete) {

    static RowHead of(Headers headers) {
        return new RowHead(
                required(headers, RowHeaders.CUT, Long.BYTES).getLong(),
                required(headers, RowHeaders.PARTS, Integer.BYTES).getInt(),
                headers.lastHeader(RowHeaders.LAST) == null ? null : mark(headers),
                headers.lastHeader(RowHeaders.RESET) == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(
                                required(headers, RowHeaders.RESET, Long.BYTES).getLong()),
                headers.lastHeader(RowHeaders.COMPLETE) != null);
    }

    private static CutMark mark(Headers headers) {
        Header system = headers.lastHeader(RowHeaders.SYSTEM_ID);
        return new CutMark(
                system == null ? "" : new String(system.value(), StandardCharsets.UTF_8),
                required(headers, RowHeaders.COMMIT_LSN, Long.BYTES).getLong(),
                required(headers, RowHeaders.COMMITTED_AT, Long.BYTES).getLong());
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
