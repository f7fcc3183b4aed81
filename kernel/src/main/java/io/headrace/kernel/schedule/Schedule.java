package io.headrace.kernel.schedule;

import io.headrace.kernel.schedule.CronField.BadCron;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/// Minutes of the calendar of a time zone.
///
/// Where clocks are put on, what falls into the gap is due at its end, once. Where they are put back, a minute
/// that comes twice is due when it comes first.
///
/// @param cron five fields of crontab(5), such as `0 3 * * mon-fri`
/// @param zone its name in the tz database, such as `Europe/Berlin` or `UTC`
public record Schedule(String cron, String zone) {

    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /// Why a text is no cron, as a sentence about it that ends with the way out; empty: it is one.
    public static Optional<String> problem(String cron) {
        try {
            return Cron.parse(cron).from(ANY_TIME).isPresent()
                    ? Optional.empty()
                    : Optional.of("it never comes: none of its months has such a day; choose a day that one has");
        } catch (BadCron e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /// Whether the tz database has such a zone.
    public static boolean isZone(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone);
    }

    /// The first time behind another; empty: none comes.
    public Optional<Instant> next(Instant after) {
        Cron parsed = parsed();
        ZoneRules rules = ZoneId.of(zone).getRules();
        LocalDateTime local = LocalDateTime.ofInstant(after, ZoneId.of(zone)).truncatedTo(ChronoUnit.MINUTES);
        // Of minutes that come twice, or not at all, several may stand for times that are over.
        while (true) {
            Optional<LocalDateTime> named = parsed.from(local.plusMinutes(1));
            if (named.isEmpty()) {
                return Optional.empty();
            }
            local = named.get();
            Instant at = instant(local, rules);
            if (at.isAfter(after)) {
                return Optional.of(at);
            }
        }
    }

    private static Instant instant(LocalDateTime local, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap() ? change.getInstant() : local.toInstant(rules.getOffset(local));
    }

    private Cron parsed() {
        try {
            return Cron.parse(cron);
        } catch (BadCron e) {
            throw new IllegalStateException("\"%s\" was accepted as a schedule: %s".formatted(cron, e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return "%s in %s".formatted(cron, zone);
    }
}
