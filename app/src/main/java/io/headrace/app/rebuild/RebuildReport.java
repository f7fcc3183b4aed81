package io.headrace.app.rebuild;

import io.headrace.app.commands.Print;
import io.headrace.registry.rebuild.Difference;
import io.headrace.registry.rebuild.RebuildOutcome.Compared;
import io.headrace.registry.rebuild.TableComparison;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a rebuild of the registry found.
///
/// @param check whether it was only to compare
record RebuildReport(Compared compared, boolean check) {

    private static final int VALUE_MAX = 80;
    private static final List<String> TITLES = List.of("TABLE", "LIVE", "TOPICS", "MISSING", "SURPLUS", "CHANGED");

    /// A column of a row that differs, as JSON.
    private record Cell(String column, String live, String rebuilt) {}

    /// Whether what was asked for holds: both are equal, or the live one was made so.
    boolean holds() {
        return compared.differing() == 0 || compared.mended();
    }

    void print(PrintWriter out) {
        Print.table(
                out,
                TITLES,
                compared.tables().stream().map(RebuildReport::cells).toList());
        out.println();
        for (TableComparison table : compared.tables()) {
            table.first().forEach(difference -> lines(table.table(), difference).forEach(out::println));
            long more = table.differing() - table.first().size();
            if (more > 0) {
                out.println("%s: %,d more rows".formatted(table.table(), more));
            }
        }
        compared.lost().forEach(out::println);
        out.println(verdict());
        out.flush();
    }

    private static List<String> cells(TableComparison table) {
        return List.of(
                table.table(),
                String.valueOf(table.live()),
                String.valueOf(table.rebuilt()),
                String.valueOf(table.missing()),
                String.valueOf(table.surplus()),
                String.valueOf(table.changed()));
    }

    private static List<String> lines(String table, Difference difference) {
        String row = "%s %s".formatted(table, difference.key());
        if (difference.live() == null) {
            return List.of("%s: is missing; the topics say %s".formatted(row, brief(difference.rebuilt())));
        }
        if (difference.rebuilt() == null) {
            return List.of("%s: the topics say nothing of it; it is %s".formatted(row, brief(difference.live())));
        }
        return cells(difference).stream()
                .map(cell -> "%s: %s is %s, and the topics say %s"
                        .formatted(row, cell.column(), brief(cell.live()), brief(cell.rebuilt())))
                .toList();
    }

    private static List<Cell> cells(Difference difference) {
        JsonNode live = JsonMapper.shared().readTree(difference.live());
        JsonNode rebuilt = JsonMapper.shared().readTree(difference.rebuilt());
        return live.propertyNames().stream()
                .map(column -> new Cell(column, String.valueOf(live.get(column)), String.valueOf(rebuilt.get(column))))
                .filter(cell -> !cell.live().equals(cell.rebuilt()))
                .toList();
    }

    private static String brief(@Nullable String value) {
        String text = String.valueOf(value);
        return text.length() <= VALUE_MAX
                ? text
                : "%s… (%,d characters)".formatted(text.substring(0, VALUE_MAX), text.length());
    }

    private String verdict() {
        long differing = compared.differing();
        boolean one = differing == 1;
        if (differing == 0) {
            return "equal: the live registry is what the topics say";
        }
        if (compared.mended()) {
            return "%s replaced: the live registry is now what the topics say"
                    .formatted(one ? "1 row was" : "%,d rows were".formatted(differing));
        }
        String rows = one ? "1 row differs" : "%,d rows differ".formatted(differing);
        return check
                ? "%s: `headrace rebuild registry` replaces what differs".formatted(rows)
                : "%s, and nothing was replaced: the topics are not whole, and the live registry may hold all that is left of what they have lost; bring them back, or correct single rows by hand"
                        .formatted(rows);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("equal", compared.differing() == 0);
        json.put("mended", compared.mended() && compared.differing() > 0);
        json.put("differing", compared.differing());
        json.put("lost", compared.lost());
        json.put("tables", compared.tables().stream().map(RebuildReport::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(TableComparison table) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("table", table.table());
        json.put("live", table.live());
        json.put("rebuilt", table.rebuilt());
        json.put("missing", table.missing());
        json.put("surplus", table.surplus());
        json.put("changed", table.changed());
        List<Object> first = new ArrayList<>();
        table.first().forEach(difference -> first.add(json(difference)));
        json.put("first", first);
        return json;
    }

    private static Map<String, @Nullable Object> json(Difference difference) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event_id", difference.key().toString());
        json.put("live", tree(difference.live()));
        json.put("rebuilt", tree(difference.rebuilt()));
        return json;
    }

    private static @Nullable Object tree(@Nullable String text) {
        return text == null ? null : JsonMapper.shared().readValue(text, Object.class);
    }
}
