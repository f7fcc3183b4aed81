package io.headrace.app.commands;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A deployment with all that led to it.
///
/// @param row as [HistoryQueries] asks for it
record Deployed(Row row) {

    List<String> cells() {
        return List.of(
                row.text("deployment"),
                "v" + row.text("version"),
                row.text("since"),
                row.has("until") ? row.text("until") : "now",
                reason(),
                row.text("asked_by"),
                row.text("cut"),
                row.has("train_rows") ? String.valueOf(rows()) : "",
                new VersionFigures(row).brief());
    }

    private long rows() {
        return row.number("train_rows") + row.number("test_rows");
    }

    private String reason() {
        return row.text("reason").toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    void print(PrintWriter out) {
        Print.pairs(out, pairs());
        out.println("gates");
        gates().forEach(out::println);
        out.println("causes");
        CauseChain.of(row).forEach(cause -> out.println("  " + cause.line()));
        out.flush();
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put(
                "production",
                "v%s since %s %s (deployment %s)"
                        .formatted(
                                row.text("version"),
                                row.text("since"),
                                row.has("until") ? "until " + row.text("until") : "until now",
                                row.text("deployment")));
        pairs.put("decided", decided());
        if (row.has("trained_event")) {
            trained(pairs);
        } else {
            pairs.put("model", "the registry does not know this version: `headrace rebuild registry --check` says why");
        }
        return pairs;
    }

    private void trained(Map<String, String> pairs) {
        pairs.put(
                "data",
                "cut %s of %s, committed %s at %s"
                        .formatted(
                                row.text("cut"), row.text("source"), row.text("committed_at"), row.text("commit_lsn")));
        pairs.put("rows", rowsText());
        pairs.put("dataset digest", row.text("dataset_digest"));
        pairs.put(
                "model",
                "revision %s, %s, trained %s because of %s (%s), sha256 %s"
                        .formatted(
                                row.text("revision"),
                                row.text("trainer"),
                                row.text("trained_at"),
                                row.text("trigger"),
                                Print.changes(row.number("changes")),
                                row.text("sha256")));
        pairs.put("figures", new VersionFigures(row).text());
    }

    private String rowsText() {
        String refused = row.text("refused_rows").equals("{}") ? "" : ", refused " + row.text("refused_rows");
        return "%s trained, %s tested%s".formatted(row.text("train_rows"), row.text("test_rows"), refused);
    }

    private String decided() {
        if (row.has("held_sentence")) {
            return row.text("held_sentence");
        }
        return row.has("asked_by")
                ? "%s by %s: %s".formatted(reason(), row.text("asked_by"), row.text("request_sentence"))
                : reason() + ": no approval is required";
    }

    private List<String> gates() {
        List<String> gates = row.list("gates").stream()
                .map(gate -> gate instanceof Map<?, ?> facts
                        ? "  %s  %s"
                                .formatted(
                                        Boolean.TRUE.equals(facts.get("passed")) ? "passed" : "FAILED",
                                        facts.get("sentence"))
                        : "")
                .toList();
        return gates.isEmpty() ? List.of("  none") : gates;
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        put(json, "pipeline", "deployment", "version", "previous_version", "since", "until", "reason", "asked_by");
        json.put("request", request());
        json.put(
                "data",
                part(
                        "source",
                        "system_id",
                        "cut",
                        "commit_lsn",
                        "committed_at",
                        "dataset_digest",
                        "train_rows",
                        "test_rows",
                        "refused_rows"));
        json.put(
                "model",
                part(
                        "revision",
                        "trainer",
                        "trigger",
                        "changes",
                        "trained_at",
                        "sha256",
                        "rmse",
                        "r2",
                        "mean_error",
                        "figures"));
        json.put("validation", part("outcome", "validated_at", "champion_version", "sentence", "gates"));
        json.put(
                "causes", CauseChain.of(row).stream().map(CauseChain.Link::json).toList());
        return json;
    }

    private @Nullable Object request() {
        return row.has("request")
                ? part("request", "request_kind", "request_by", "request_at", "request_sentence")
                : null;
    }

    private Map<String, @Nullable Object> part(String... columns) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        put(part, columns);
        return part;
    }

    private void put(Map<String, @Nullable Object> json, String... columns) {
        for (String column : columns) {
            json.put(column, row.value(column));
        }
    }
}
