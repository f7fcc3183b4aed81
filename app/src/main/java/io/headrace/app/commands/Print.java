package io.headrace.app.commands;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// How results are shown: tables for people, JSON for programs.
public final class Print {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int BRIEF = 300;

    private Print() {}

    /// Maps, lists, strings, numbers, booleans and instants as one line of JSON.
    public static void json(PrintWriter out, @Nullable Object tree) {
        out.println(JsonMapper.shared().writeValueAsString(plain(tree)));
        out.flush();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Row row -> plain(row.columns());
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), plain(item)));
                yield copy;
            }
            case Collection<?> list ->
                list.stream().<@Nullable Object>map(Print::plain).toList();
            case Instant time -> time.toString();
            case Double number -> Double.isFinite(number) ? (Object) number : number.toString();
            default -> value;
        };
    }

    /// Aligned columns under their titles; numbers to the right.
    public static void table(PrintWriter out, List<String> titles, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            int column = i;
            widths.add(Math.max(
                    titles.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0)));
        }
        line(out, titles, widths, List.of());
        rows.forEach(row -> line(out, row, widths, row));
        out.flush();
    }

    private static void line(PrintWriter out, List<String> cells, List<Integer> widths, List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean number = !values.isEmpty() && values.get(i).matches("-?[0-9][0-9,.]*( ?(ms|s|%|MB))?");
            String pad = " ".repeat(widths.get(i) - cells.get(i).length());
            line.append(number ? pad + cells.get(i) : cells.get(i) + pad).append("   ");
        }
        out.println(line.toString().stripTrailing());
    }

    /// Names and values, one a line; those without a value are left out.
    static void pairs(PrintWriter out, Map<String, String> pairs) {
        int width = pairs.keySet().stream().mapToInt(String::length).max().orElse(0);
        pairs.forEach((name, value) -> {
            if (!value.isEmpty()) {
                String below = "\n" + " ".repeat(width + 2);
                out.println("%s  %s".formatted(name + " ".repeat(width - name.length()), value.replace("\n", below)));
            }
        });
        out.flush();
    }

    /// A sentence that fits into a few lines; JSON holds the whole of it.
    public static String brief(String sentence) {
        return sentence.length() <= BRIEF ? sentence : sentence.substring(0, BRIEF) + "… (the whole: --json)";
    }

    /// How often something happened.
    static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    static String changes(long count) {
        return count == 1 ? "1 change" : count + " changes";
    }

    /// In the largest unit that divides it, as in a specification.
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /// A value as a person reads it.
    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant time -> TIME.format(time);
            case Double number -> real(number);
            case Collection<?> list -> list.stream().map(Print::shown).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private static String real(double number) {
        return Math.abs(number) >= 1000
                ? String.format(Locale.ROOT, "%.1f", number)
                : String.format(Locale.ROOT, "%.4f", number);
    }
}
