package io.headrace.app.commands;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a time that a person typed: ISO-8601 with an offset, or a date and a time of day in the zone of this computer.
final class AsOf implements ITypeConverter<Instant> {

    private static final int YEAR_MAX = 9999;

    private final ZoneId zone;

    AsOf() {
        this(ZoneId.systemDefault());
    }

    /// @param zone of times that name none
    AsOf(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Instant convert(String text) {
        return time(text.strip().replaceFirst(" +", "T"))
                .filter(time -> time.getYear() >= 1 && time.getYear() <= YEAR_MAX)
                .map(ZonedDateTime::toInstant)
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is no time: write 2026-01-31T12:00:00Z, 2026-01-31T13:00+01:00, or 2026-01-31T12:00 for a time in %s"
                                .formatted(text, zone)));
    }

    private Optional<ZonedDateTime> time(String text) {
        try {
            TemporalAccessor read = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(read instanceof LocalDateTime local ? local.atZone(zone) : ZonedDateTime.from(read));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
