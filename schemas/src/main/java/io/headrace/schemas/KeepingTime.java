package io.headrace.schemas;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How people write for how long something is kept: `for-ever`, or a number and one of `s`, `m`, `h`, `d`.
public final class KeepingTime {

    private static final String FOR_EVER = "for-ever";
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private KeepingTime() {}

    /// Reads it; empty: for ever.
    ///
    /// @param what is kept so long, for the error
    /// @throws IllegalArgumentException if it is neither
    public static Optional<Duration> parse(String what, String text) {
        Matcher length = LENGTH.matcher(text);
        if (text.equals(FOR_EVER)) {
            return Optional.empty();
        }
        if (!length.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no %s: it is for-ever, or a length such as 7d, 12h, 30m or 45s".formatted(text, what));
        }
        long number = Long.parseLong(length.group(1));
        return Optional.of(
                switch (length.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    /// Writes it, so that [#parse] reads the same.
    ///
    /// @param length whole seconds; null: for ever
    public static String text(@Nullable Duration length) {
        if (length == null) {
            return FOR_EVER;
        }
        long seconds = length.toSeconds();
        if (seconds % Duration.ofDays(1).toSeconds() == 0) {
            return length.toDays() + "d";
        }
        if (seconds % Duration.ofHours(1).toSeconds() == 0) {
            return length.toHours() + "h";
        }
        return seconds % Duration.ofMinutes(1).toSeconds() == 0 ? length.toMinutes() + "m" : seconds + "s";
    }
}
