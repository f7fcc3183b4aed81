package io.headrace.capture.core;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// When people are told that a slot keeps much WAL: well before PostgreSQL gives the slot up, or its disk is
/// full.
///
/// Where there is a limit (`max_slot_wal_keep_size`), at 50 %, 75 % and 90 % of it; where there is none, at
/// a number of bytes and whenever that has doubled. Over at half of what it began with. In between a
/// sentence does not change, so that copies and restarts of capture say the same once.
///
/// @param withoutLimit bytes
public record WalAlarm(long withoutLimit) {

    private static final long GIGABYTE = 1L << 30;
    private static final long MEGABYTE = 1L << 20;

    /// PostgreSQL removes WAL by segments of this size, as they usually are.
    private static final long SEGMENT = 16 * MEGABYTE;

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,4})(MB|GB|TB)");
    private static final long[] PERCENT = {50, 75, 90};
    private static final int DOUBLINGS = 16;

    /// 10 GB where there is no limit.
    public static final WalAlarm USUAL = new WalAlarm(10 * GIGABYTE);

    public WalAlarm {
        if (withoutLimit < SEGMENT) {
            throw new IllegalArgumentException(
                    "an alarm at %s of WAL is too early: a slot keeps 16 MB in any case".formatted(size(withoutLimit)));
        }
    }

    /// Reads a number and its unit, as PostgreSQL has them: `500MB`, `10GB`, `1TB`.
    public static WalAlarm parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no amount of WAL: it is a number of MB, GB or TB, such as 10GB".formatted(text));
        }
        long number = Long.parseLong(size.group(1));
        return new WalAlarm(
                switch (size.group(2)) {
                    case "MB" -> number * MEGABYTE;
                    case "GB" -> number * GIGABYTE;
                    default -> number * 1_024 * GIGABYTE;
                });
    }

    /// What a slot keeps.
    ///
    /// @param kept bytes
    /// @param limit `max_slot_wal_keep_size` in bytes; empty: there is none
    public record Reading(String slot, long kept, OptionalLong limit) {}

    /// What people know.
    public sealed interface Standing {

        /// Nobody has looked yet; an earlier process may have told them.
        record Unknown() implements Standing {}

        record Quiet() implements Standing {}

        /// They know of it.
        ///
        /// @param passed how many bytes they were told of
        record Told(long passed) implements Standing {}
    }

    /// What people are to know.
    public Standing standing(Standing before, Reading now) {
        List<Long> steps = steps(now.limit());
        long passed = steps.stream()
                .filter(step -> now.kept() >= step)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        if (now.kept() < steps.getFirst() / 2) {
            return new Standing.Quiet();
        }
        return switch (before) {
            case Standing.Unknown _, Standing.Quiet _ -> passed == 0 ? before : new Standing.Told(passed);
            case Standing.Told(long told) -> new Standing.Told(Math.max(told, passed));
        };
    }

    private List<Long> steps(OptionalLong limit) {
        LongStream steps = limit.isPresent()
                ? LongStream.of(PERCENT).map(percent -> Math.max(SEGMENT, limit.getAsLong() * percent / 100))
                : LongStream.range(0, DOUBLINGS).map(doubling -> withoutLimit << doubling);
        return steps.boxed().toList();
    }

    /// What is wrong and the way out.
    public static String sentence(Standing.Told told, Reading now, String source) {
        String danger = now.limit().isPresent()
                ? "at %s (max_slot_wal_keep_size) PostgreSQL gives the slot up, and the changes that were not captured are lost"
                        .formatted(size(now.limit().getAsLong()))
                : "max_slot_wal_keep_size sets no limit, so PostgreSQL's disk may fill up";
        String relief = now.limit().isPresent()
                ? "Until then raise max_slot_wal_keep_size if the disk has room."
                : "If neither can be mended soon, set max_slot_wal_keep_size: beyond it the slot is given up rather than the disk.";
        return "Slot %s keeps more than %s of WAL from being removed: %s. Either capture of %s does not run or is behind (`headrace status`), or a transaction has been open for long (`select pid, xact_start, query from pg_stat_activity order by xact_start`). %s"
                .formatted(now.slot(), size(told.passed()), danger, source, relief);
    }

    /// That it is over.
    public static String relief(Reading now) {
        return "Slot %s keeps %s of WAL.".formatted(now.slot(), size(now.kept()));
    }

    private static String size(long bytes) {
        return bytes >= 10 * GIGABYTE || (bytes % GIGABYTE == 0 && bytes > 0)
                ? "%,d GB".formatted(bytes / GIGABYTE)
                : "%,d MB".formatted(bytes / MEGABYTE);
    }
}
