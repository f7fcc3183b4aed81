package io.headrace.kernel.schedule;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// A cron by dice, and what it means by the book: sets of numbers.
final class CronDice {

    private static final String[] MONTHS = {
        "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    private static final String[] WEEKDAYS = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

    private final Random random;
    private final List<String> texts = new ArrayList<>();
    private final List<BitSet> sets = new ArrayList<>();

    CronDice(Random random) {
        this.random = random;
        field(0, 59, new String[0], 2);
        field(0, 23, new String[0], 2);
        field(1, 31, new String[0], 3);
        field(1, 12, MONTHS, 4);
        field(0, 7, WEEKDAYS, 3);
    }

    String text() {
        return String.join(" ", texts);
    }

    boolean names(LocalDateTime minute) {
        boolean day = sets.get(2).get(minute.getDayOfMonth());
        int weekday = minute.getDayOfWeek().getValue();
        boolean named = sets.get(4).get(weekday) || (weekday == 7 && sets.get(4).get(0));
        boolean star = texts.get(2).charAt(0) == '*' || texts.get(4).charAt(0) == '*';
        return sets.get(0).get(minute.getMinute())
                && sets.get(1).get(minute.getHour())
                && sets.get(3).get(minute.getMonthValue())
                && (star ? day && named : day || named);
    }

    /// @param stars of so many fields, all but one are `*`
    private void field(int least, int most, String[] names, int stars) {
        BitSet set = new BitSet();
        List<String> items = new ArrayList<>();
        if (random.nextInt(stars) > 0) {
            set.set(least, most + 1);
            items.add("*");
        } else {
            for (int i = random.nextInt(3); i >= 0; i--) {
                items.add(item(set, least, most, names));
            }
        }
        texts.add(String.join(",", items));
        sets.add(set);
    }

    private String item(BitSet set, int least, int most, String[] names) {
        int first = random.nextInt(least, most + 1);
        int last = random.nextInt(first, most + 1);
        switch (random.nextInt(4)) {
            case 0 -> {
                int step = 1 + random.nextInt((most == 7 ? 6 : most) - least);
                for (int value = least; value <= (most == 7 ? 6 : most); value += step) {
                    set.set(value);
                }
                return "*/" + step;
            }
            case 1 -> {
                if (last > first) {
                    int step = 1 + random.nextInt(last - first);
                    for (int value = first; value <= last; value += step) {
                        set.set(value);
                    }
                    return "%d-%d/%d".formatted(first, last, step);
                }
            }
            case 2 -> {
                set.set(first, last + 1);
                return name(first, names) + "-" + name(last, names);
            }
            default -> {}
        }
        set.set(first);
        return name(first, names);
    }

    private String name(int value, String[] names) {
        if (value >= names.length || random.nextBoolean()) {
            return Integer.toString(value);
        }
        return random.nextBoolean() ? names[value] : names[value].toUpperCase(Locale.ROOT);
    }
}
