package io.headrace.kernel.schedule;

import io.headrace.kernel.schedule.CronField.BadCron;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Minutes of the calendar, as the five fields of crontab(5) name them: minute, hour, day of month, month, day
/// of week.
///
/// @param minutes bit 0 to bit 59
/// @param hours bit 0 to bit 23
/// @param days of the month, bit 1 to bit 31
/// @param months bit 1 to bit 12
/// @param weekdays bit 0, Sunday, to bit 6
/// @param isEither whether a day of the month or a day of the week is enough: neither field begins with `*`
record Cron(long minutes, long hours, long days, long months, long weekdays, boolean isEither) {

    private static final int FIELDS = 5;

    /// The calendar repeats itself after so long, weekdays too.
    private static final int YEARS = 400;

    /// What a text says.
    static Cron parse(String text) throws BadCron {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new BadCron(
                    "it has %d of the 5 fields minute, hour, day of month, month, day of week; write 0 3 * * * for 3 o'clock every day"
                            .formatted(text.isBlank() ? 0 : fields.length));
        }
        return new Cron(
                CronField.MINUTE.values(fields[0]),
                CronField.HOUR.values(fields[1]),
                CronField.DAY.values(fields[2]),
                CronField.MONTH.values(fields[3]),
                CronField.WEEKDAY.values(fields[4]),
                !fields[2].startsWith("*") && !fields[4].startsWith("*"));
    }

    /// The first minute that is named, at a time or behind it; empty: none ever is.
    Optional<LocalDateTime> from(LocalDateTime time) {
        LocalDate end = time.toLocalDate().plusYears(YEARS);
        LocalDate day = time.toLocalDate();
        LocalTime earliest = time.toLocalTime();
        while (!day.isAfter(end)) {
            if (!has(months, day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else {
                Optional<LocalTime> found = isNamed(day) ? from(earliest) : Optional.empty();
                if (found.isPresent()) {
                    return Optional.of(day.atTime(found.get()));
                }
                day = day.plusDays(1);
            }
            earliest = LocalTime.MIN;
        }
        return Optional.empty();
    }

    private boolean isNamed(LocalDate day) {
        boolean isDay = has(days, day.getDayOfMonth());
        boolean isWeekday = has(weekdays, day.getDayOfWeek().getValue() % 7);
        return isEither ? isDay || isWeekday : isDay && isWeekday;
    }

    /// The first named minute of a day; empty: none is left.
    private Optional<LocalTime> from(LocalTime earliest) {
        boolean isWhole = earliest.equals(earliest.truncatedTo(ChronoUnit.MINUTES));
        int minute = earliest.getMinute() + (isWhole ? 0 : 1);
        for (int hour = earliest.getHour(); hour < 24; hour++) {
            long left = has(hours, hour) && minute < 60 ? minutes >>> minute << minute : 0;
            if (left != 0) {
                return Optional.of(LocalTime.of(hour, Long.numberOfTrailingZeros(left)));
            }
            minute = 0;
        }
        return Optional.empty();
    }

    private static boolean has(long values, int value) {
        return (values >>> value & 1) == 1;
    }
}
