package io.headrace.dataset.core;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalDouble;

/// Dates and times that travel as text: `2026-02-28`, `2026-02-28 03:04:05`, with up to six digits behind a
/// point and, where it had a zone, with `+00`.
final class Times {

    private static final int DATE = 10;
    private static final int TIME = 19;
    private static final int DAY_SECONDS = 86_400;
    private static final String UTC = "+00";

    private Times() {}

    /// Seconds since 1970-01-01 in UTC, of which a time without a zone is taken; empty: it is none of the
    /// years 1 to 9999, such as `infinity`.
    static OptionalDouble parse(String text) {
        try {
            if (text.length() == DATE) {
                return OptionalDouble.of((double) day(text) * DAY_SECONDS);
            }
            String local = text.endsWith(UTC) ? text.substring(0, text.length() - UTC.length()) : text;
            if (local.length() < TIME || local.charAt(DATE) != ' ') {
                return OptionalDouble.empty();
            }
            long seconds = day(local) * DAY_SECONDS
                    + number(local, 11, ':', 24) * 3_600L
                    + number(local, 14, ':', 60) * 60L
                    + number(local, 17, local.length() == TIME ? ' ' : '.', 60);
            // Far from 1970 a double has no room for a microsecond; that must not make it another second.
            return OptionalDouble.of(Math.min(seconds + fraction(local), Math.nextDown(seconds + 1.0)));
        } catch (DateTimeException | NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private static long day(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            throw new NumberFormatException(text);
        }
        int year = digits(text, 0, 4);
        if (year == 0) {
            throw new NumberFormatException(text);
        }
        return LocalDate.of(year, digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
    }

    /// Two digits below a limit, with a character behind them.
    private static int number(String text, int at, char behind, int limit) {
        int number = digits(text, at, at + 2);
        if (number >= limit || (at + 2 < text.length() && text.charAt(at + 2) != behind)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    private static double fraction(String text) {
        if (text.length() == TIME) {
            return 0;
        }
        int digits = text.length() - TIME - 1;
        if (digits < 1 || digits > 6) {
            throw new NumberFormatException(text);
        }
        return digits(text, TIME + 1, text.length()) / Math.pow(10, digits);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(text);
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
