package io.headrace.pipelines.stream;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/// A `timestamptz` as capture carries it: PostgreSQL's own text in ISO style, `2026-01-31 12:00:00.5+00`.
final class RowTime {

    private static final DateTimeFormatter POSTGRES = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendOffset("+HH:mm", "+00")
            .toFormatter();

    private RowTime() {}

    static Instant instant(String text) {
        return OffsetDateTime.parse(text, POSTGRES).toInstant();
    }
}
