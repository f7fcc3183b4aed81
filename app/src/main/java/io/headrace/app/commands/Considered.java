package io.headrace.app.commands;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that training considered.
///
/// @param row as [WhyQueries] asks for it
record Considered(Row row) {

    private static final List<String> COLUMNS = List.of(
            "at",
            "what",
            "revision",
            "version",
            "cut",
            "trigger",
            "changes",
            "rows",
            "policy",
            "outcome",
            "sentence",
            "event_id");

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        COLUMNS.forEach(column -> json.put(column, row.value(column)));
        return json;
    }

    String line() {
        return "%s  %-8s  %s"
                .formatted(
                        row.text("at"),
                        row.text("what").toLowerCase(Locale.ROOT),
                        switch (row.text("what")) {
                            case "REVISION" ->
                                "revision %s by %s: a run %s"
                                        .formatted(row.text("revision"), row.text("sentence"), policy().whole());
                            case "RUN" -> "v%s because of %s; %s".formatted(row.text("version"), cause(), outcome());
                            case "FAILED" ->
                                row.has("trigger")
                                        ? "because of %s: %s".formatted(cause(), row.text("sentence"))
                                        : "at cut %s: %s".formatted(row.text("cut"), row.text("sentence"));
                            case "HELD" -> held();
                            case "BROKEN", "MET" -> "at cut %s: %s".formatted(row.text("cut"), row.text("sentence"));
                            default -> "by " + row.text("sentence");
                        });
    }

    private TriggerWords policy() {
        return new TriggerWords(row.value("policy") instanceof Map<?, ?> policy ? policy : Map.of());
    }

    /// What fired, its rule and its figures.
    private String cause() {
        String rule = policy().rule(row.text("trigger"));
        return "%s%s, %s%s, cut %s"
                .formatted(
                        row.text("trigger"),
                        rule.isEmpty() ? "" : " (%s)".formatted(rule),
                        Print.changes(row.number("changes")),
                        row.has("rows") ? " of %s rows".formatted(row.text("rows")) : "",
                        row.text("cut"));
    }

    private String outcome() {
        String state = row.text("outcome").toLowerCase(Locale.ROOT).replace('_', ' ');
        return row.has("sentence") ? "%s: %s".formatted(state, Print.brief(row.text("sentence"))) : state;
    }

    private String held() {
        String figures = row.has("changes")
                ? "; %s of %s rows pending at cut %s"
                        .formatted(Print.changes(row.number("changes")), row.text("rows"), row.text("cut"))
                : "; at cut " + row.text("cut");
        return Print.brief(row.text("sentence")) + figures;
    }
}
