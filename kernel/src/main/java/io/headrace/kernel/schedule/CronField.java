package io.headrace.kernel.schedule;

import java.util.List;
import java.util.Locale;

/// One field of a cron: what it may hold.
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),

    /// 0 and 7 are Sunday.
    WEEKDAY("day of week", 0, 7, "sun mon tue wed thu fri sat");

    private static final String DIGITS = "[0-9]{1,4}";

    private final String title;
    private final int least;
    private final int most;
    private final String names;

    CronField(String title, int least, int most, String names) {
        this.title = title;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /// The values that a field names, as bits.
    long values(String text) throws BadCron {
        long values = 0;
        for (String item : text.split(",", -1)) {
            values |= item(item);
        }
        return values;
    }

    private long item(String item) throws BadCron {
        String[] parts = item.split("/", 2);
        int[] range = range(parts[0]);
        int step = parts.length == 1 ? 1 : step(item, parts[1], range);
        long values = 0;
        for (int value = range[0]; value <= range[1]; value += step) {
            values |= 1L << (this == WEEKDAY ? value % 7 : value);
        }
        return values;
    }

    /// The first and the last value of `*`, `5`, `1-5` or `mon-fri`.
    private int[] range(String text) throws BadCron {
        if (text.equals("*")) {
            return new int[] {least, this == WEEKDAY ? 6 : most};
        }
        String[] ends = text.split("-", 2);
        int first = value(ends[0]);
        if (ends.length == 1) {
            return new int[] {first, first};
        }
        int last = value(ends[1]);
        if (this == WEEKDAY && last == 0 && first > 0) {
            last = 7;
        }
        if (first > last) {
            throw new BadCron("the range %s of its %s ends before it begins; write %s-%d,%d-%s"
                    .formatted(text, title, ends[0], this == WEEKDAY ? 6 : most, least, ends[1]));
        }
        return new int[] {first, last};
    }

    private int value(String text) throws BadCron {
        if (text.matches(DIGITS)) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        List<String> known = names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
        int name = known.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return name + least;
        }
        throw new BadCron(
                "its %s is \"%s\", which is not in %d-%d%s; lists, ranges and steps are written 1,3 and 1-5 and */2"
                        .formatted(
                                title,
                                text,
                                least,
                                most,
                                known.isEmpty()
                                        ? ""
                                        : " nor one of %s-%s".formatted(known.getFirst(), known.getLast())));
    }

    private int step(String item, String text, int[] range) throws BadCron {
        if (range[0] == range[1]) {
            throw new BadCron("the step %s of its %s has no range; write %s-%d/%s"
                    .formatted(item, title, item.substring(0, item.indexOf('/')), most, text));
        }
        int step = text.matches(DIGITS) ? Integer.parseInt(text) : 0;
        if (step < 1 || step > range[1] - range[0]) {
            throw new BadCron("the step %s of its %s is not in 1-%d, so that it would name %d alone or nothing"
                    .formatted(item, title, range[1] - range[0], range[0]));
        }
        return step;
    }

    /// Why a text is no cron, as a sentence about it.
    static final class BadCron extends Exception {
        private static final long serialVersionUID = 1L;

        BadCron(String message) {
            super(message);
        }
    }
}
