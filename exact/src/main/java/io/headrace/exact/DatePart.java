package io.headrace.exact;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;

/// A whole number that tells something of a date or a time, by the proleptic Gregorian calendar in UTC.
public enum DatePart {
    YEAR("year", ChronoField.YEAR),
    /// From 1 to 12.
    MONTH("month", ChronoField.MONTH_OF_YEAR),
    /// From 1 to 31.
    DAY("day", ChronoField.DAY_OF_MONTH),
    /// From 1, a Monday, to 7.
    DAY_OF_WEEK("day-of-week", ChronoField.DAY_OF_WEEK),
    /// From 1 to 366.
    DAY_OF_YEAR("day-of-year", ChronoField.DAY_OF_YEAR),
    /// From 0 to 23.
    HOUR("hour", ChronoField.HOUR_OF_DAY);

    private final String word;
    private final ChronoField field;

    DatePart(String word, ChronoField field) {
        this.word = word;
        this.field = field;
    }

    /// The part of that word.
    ///
    /// @throws IllegalArgumentException if there is none
    public static DatePart of(String word) {
        return Arrays.stream(values())
                .filter(part -> part.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is no part of a date; there are %s"
                        .formatted(
                                word,
                                Arrays.stream(values()).map(DatePart::word).toList())));
    }

    /// As it is written.
    public String word() {
        return word;
    }

    /// Of a time.
    ///
    /// @param seconds since 1970-01-01 in UTC, of the years 1 to 9999
    public double of(double seconds) {
        return LocalDateTime.ofEpochSecond((long) Math.floor(seconds), 0, ZoneOffset.UTC)
                .get(field);
    }
}
