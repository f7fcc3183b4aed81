package io.headrace.capture.stream;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/// Dates and times in PostgreSQL's own ISO text, as `::text` prints them with time zone UTC.
final class TemporalText {

    private static final int NANOS_PER_MICRO = 1000;

    private TemporalText() {}

    static String date(LocalDate date) {
        return day(date) + era(date);
    }

    static String time(LocalTime time) {
        StringBuilder text =
                new StringBuilder("%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond()));
        int micros = time.getNano() / NANOS_PER_MICRO;
        if (micros > 0) {
            text.append('.').append("%06d".formatted(micros));
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }

    static String timestamp(Instant instant) {
        LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return day(at.toLocalDate()) + ' ' + time(at.toLocalTime()) + era(at.toLocalDate());
    }

    static String timestampWithZone(Instant instant) {
        LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return day(at.toLocalDate()) + ' ' + time(at.toLocalTime()) + "+00" + era(at.toLocalDate());
    }

    private static String day(LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        return "%04d-%02d-%02d".formatted(year, date.getMonthValue(), date.getDayOfMonth());
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }
}
