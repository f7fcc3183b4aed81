package io.headrace.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Clocks put on by an hour, by half of one, at midnight, in the south, a day left out, never.
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Santiago",
            "Africa/Cairo",
            "Pacific/Apia",
            "Asia/Kolkata",
            "UTC");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 3 * * *        | 2026-01-31T03:00:00Z      | 2026-02-01T03:00:00Z
            0 3 * * *        | 2026-01-31T02:59:59.999Z  | 2026-01-31T03:00:00Z
            */15 * * * *     | 2026-01-31T03:07:00Z      | 2026-01-31T03:15:00Z
            10-50/20 * * * * | 2026-01-31T03:30:00Z      | 2026-01-31T03:50:00Z
            0 0 1,15 * *     | 2026-01-31T03:07:00Z      | 2026-02-01T00:00:00Z
            0 9 * * mon-fri  | 2026-01-31T00:00:00Z      | 2026-02-02T09:00:00Z
            0 9 * * 5-7      | 2026-01-31T10:00:00Z      | 2026-02-01T09:00:00Z
            0 9 * * Fri-Sun  | 2026-01-31T10:00:00Z      | 2026-02-01T09:00:00Z
            0 9 * JUL,dec *  | 2026-01-31T10:00:00Z      | 2026-07-01T09:00:00Z
            0 0 29 2 *       | 2026-01-31T00:00:00Z      | 2028-02-29T00:00:00Z
            0 0 29 2 *       | 2096-02-29T00:00:00Z      | 2104-02-29T00:00:00Z
            0 0 13 * fri     | 2026-02-01T00:00:00Z      | 2026-02-06T00:00:00Z
            0 0 13 * */5     | 2026-02-01T00:00:00Z      | 2026-02-13T00:00:00Z
            0 0 */12 * fri   | 2026-02-01T00:00:00Z      | 2026-02-13T00:00:00Z
            59 23 31 12 *    | 2026-12-31T23:59:00Z      | 2027-12-31T23:59:00Z
            """)
    void comesWhenCronSays(String cron, Instant after, Instant next) {
        assertThat(new Schedule(cron, "UTC").next(after)).contains(next);
    }

    /// 2026-03-29 02:00 is 03:00 in Berlin, 2026-10-25 03:00 is 02:00.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30 2 * * *    | 2026-03-28T02:00:00Z | 2026-03-29T01:00:00Z
            30 2 * * *    | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z
            */15 * * * *  | 2026-03-29T00:45:00Z | 2026-03-29T01:00:00Z
            */15 * * * *  | 2026-03-29T01:00:00Z | 2026-03-29T01:15:00Z
            30 2 * * *    | 2026-10-24T02:00:00Z | 2026-10-25T00:30:00Z
            30 2 * * *    | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
            */15 * * * *  | 2026-10-25T00:45:00Z | 2026-10-25T02:00:00Z
            0 3 * * *     | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00Z
            """)
    void comesOnceWhereClocksArePutOnOrBack(String cron, Instant after, Instant next) {
        assertThat(new Schedule(cron, "Europe/Berlin").next(after)).contains(next);
    }

    @Test
    void aDayThatWasLeftOutIsMadeUpForBehindIt() {
        // There was no 30 December 2011 in Samoa.
        assertThat(new Schedule("0 12 30 12 *", "Pacific/Apia").next(Instant.parse("2011-12-01T00:00:00Z")))
                .contains(Instant.parse("2011-12-30T10:00:00Z"));
    }

    @Test
    void comesWheneverAClockThatIsLookedAtEveryMinuteSaysSo() {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            CronDice dice = new CronDice(random);
            String zone = ZONES.get(random.nextInt(ZONES.size()));
            Instant any = Instant.parse("2008-01-01T00:00:00Z").plus(random.nextInt(20 * 365), ChronoUnit.DAYS);
            @Nullable ZoneOffsetTransition change = ZoneId.of(zone).getRules().nextTransition(any);
            Instant start = change == null ? any : change.getInstant().minus(Duration.ofDays(3));
            follow(dice, zone, start, start.plus(Duration.ofDays(7)), "seed %d".formatted(seed));
        }
    }

    private static void follow(CronDice dice, String zone, Instant start, Instant end, String seed) {
        Schedule schedule = new Schedule(dice.text(), zone);
        ZoneRules rules = ZoneId.of(zone).getRules();
        Instant last = start;
        for (Instant minute = start.plus(MINUTE); minute.isBefore(end); minute = minute.plus(MINUTE)) {
            if (isDue(dice, rules, minute)) {
                assertThat(schedule.next(last))
                        .as("%s behind %s, %s", schedule, last, seed)
                        .contains(minute);
                last = minute;
            }
        }
        Optional<Instant> next = schedule.next(last);
        assertThat(next.filter(at -> at.isBefore(end)))
                .as("%s behind %s, %s", schedule, last, seed)
                .isEmpty();
    }

    /// By the book: it is named and has not been here an hour ago, or clocks were put over a minute that is.
    private static boolean isDue(CronDice dice, ZoneRules rules, Instant minute) {
        LocalDateTime local = LocalDateTime.ofInstant(minute, rules.getOffset(minute));
        @Nullable ZoneOffsetTransition change = rules.getTransition(local);
        boolean isAgain = change != null && change.isOverlap() && !minute.isBefore(change.getInstant());
        if (dice.names(local) && !isAgain) {
            return true;
        }
        LocalDateTime before = LocalDateTime.ofInstant(minute.minus(MINUTE), rules.getOffset(minute.minus(MINUTE)));
        for (LocalDateTime left = before.plusMinutes(1); left.isBefore(local); left = left.plusMinutes(1)) {
            if (dice.names(left)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 3 * *          | it has 4 of the 5 fields minute, hour, day of month, month, day of week; write 0 3 * * *
            0 0 3 * * *      | it has 6 of the 5 fields
            @daily           | it has 1 of the 5 fields
            ''               | it has 0 of the 5 fields
            60 3 * * *       | its minute is "60", which is not in 0-59;
            0 24 * * *       | its hour is "24", which is not in 0-23;
            0 3 0 * *        | its day of month is "0", which is not in 1-31;
            0 3 * foo *      | its month is "foo", which is not in 1-12 nor one of jan-dec;
            0 3 * * 8        | its day of week is "8", which is not in 0-7 nor one of sun-sat;
            0 3 * * 1,       | its day of week is "",
            0 3 L * *        | its day of month is "L",
            -1 3 * * *       | its minute is "",
            50-10 * * * *    | the range 50-10 of its minute ends before it begins; write 50-59,0-10
            0 3 * * sat-mon  | the range sat-mon of its day of week ends before it begins; write sat-6,0-mon
            5/10 * * * *     | the step 5/10 of its minute has no range; write 5-59/10
            */0 * * * *      | the step */0 of its minute is not in 1-59
            */90 * * * *     | the step */90 of its minute is not in 1-59, so that it would name 0 alone or nothing
            0 0 30 2 *       | it never comes: none of its months has such a day; choose a day that one has
            0 0 31 4,6,sep * | it never comes
            """)
    void saysWhyATextIsNoCron(String cron, String problem) {
        assertThat(Schedule.problem(cron)).get().asString().startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 3 * * *
            0 0 29 2 *
            0 0 29 2 */6
            0 0 31 4 mon
            */59 */23 */30 */11 */6
            """)
    void takesWhatComesSeldom(String cron) {
        assertThat(Schedule.problem(cron)).isEmpty();
    }

    @Test
    void knowsTheZonesOfTheTzDatabase() {
        assertThat(Schedule.isZone("Europe/Berlin")).isTrue();
        assertThat(Schedule.isZone("UTC")).isTrue();
        assertThat(Schedule.isZone("Europe/Bärlin")).isFalse();
        assertThat(Schedule.isZone("")).isFalse();
    }
}
