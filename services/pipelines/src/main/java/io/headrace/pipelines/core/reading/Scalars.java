package io.headrace.pipelines.core.reading;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a person writes durations and shares, and how a value is shown back.
final class Scalars {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?%");

    private Scalars() {}

    static Optional<Duration> duration(Object value) {
        Matcher matcher = DURATION.matcher(value.toString());
        if (!(value instanceof String) || !matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Optional.of(Duration.ofMillis(amount));
            case "s" -> Optional.of(Duration.ofSeconds(amount));
            case "m" -> Optional.of(Duration.ofMinutes(amount));
            case "h" -> Optional.of(Duration.ofHours(amount));
            default -> Optional.of(Duration.ofDays(amount));
        };
    }

    /// `20%` as 0.2.
    static Optional<Double> share(Object value) {
        Matcher matcher = PERCENT.matcher(value.toString());
        if (!(value instanceof String) || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue());
    }

    static Optional<Long> whole(Object value) {
        return switch (value) {
            case Integer number -> Optional.of(number.longValue());
            case Long number -> Optional.of(number);
            case BigInteger number -> number.bitLength() < 64 ? Optional.of(number.longValue()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    static Optional<Double> finite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    /// A number without an exponent.
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /// A constant as a person writes it.
    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// A value as a person would recognise it in their file.
    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "a block of keys";
            case List<?> list -> list.isEmpty() ? "an empty list" : "a list";
            case String text -> "\"%s\"".formatted(text.length() > 60 ? text.substring(0, 60) + "…" : text);
            default -> value.toString();
        };
    }
}
