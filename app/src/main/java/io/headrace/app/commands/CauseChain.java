package io.headrace.app.commands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From the transaction that changed rows to the deployment: what happened, and what each step names as its cause.
final class CauseChain {

    /// A step.
    ///
    /// @param id of the event, the request or the cut
    /// @param cause the id of what brought it about; null where the chain begins, or where nobody has noted it
    /// @param causeWords what that was, where it is no step of the chain; empty: it is one, or nobody knows
    record Link(
            String what,
            String id,
            @Nullable Instant at,
            @Nullable String cause,
            String causeWords,
            String words) {

        String line() {
            String why = cause == null
                    ? ""
                    : " [%s ← %s%s]".formatted(id, cause, causeWords.isEmpty() ? "" : ", " + causeWords);
            return "%s  %s %s%s".formatted(Print.shown(at), what, words, why);
        }

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("what", what);
            json.put("id", id);
            json.put("at", at);
            json.put("causation", cause);
            json.put("causation_words", causeWords.isEmpty() ? null : causeWords);
            return json;
        }
    }

    private final Row row;
    private final List<Link> links = new ArrayList<>();

    private CauseChain(Row row) {
        this.row = row;
    }

    /// The steps of a deployment, as [HistoryQueries] asks for it, in the order in which they came about. What is
    /// brought back by a rollback was trained and validated long before.
    static List<Link> of(Row row) {
        CauseChain chain = new CauseChain(row);
        chain.cut();
        chain.event("ModelTrained", "trained", "trained_at", "v%s".formatted(row.text("version")));
        chain.event("Challenger" + title(row.text("outcome")), "validated", "validated_at", row.text("sentence"));
        chain.event("ChallengerPending", "pending", "pending_since", "waits for %s".formatted(lower("waits_for", row)));
        chain.request();
        chain.event("ModelDeployed", "deployed", "since", "deployment %s".formatted(row.text("deployment")));
        return List.copyOf(chain.links);
    }

    private void cut() {
        if (row.has("cut")) {
            String id = "%s/%s/%s".formatted(row.text("source"), row.text("system_id"), row.text("cut"));
            links.add(new Link(
                    "Cut", id, time("committed_at"), null, "", "%s at %s".formatted(id, row.text("commit_lsn"))));
        }
    }

    private void event(String what, String event, String at, String words) {
        if (row.has(event + "_event")) {
            String cause = row.has(event + "_cause") ? row.text(event + "_cause") : null;
            links.add(new Link(
                    what, row.text(event + "_event"), time(at), cause, row.text(event + "_cause_words"), words));
        }
    }

    private void request() {
        if (row.has("request")) {
            links.add(new Link(
                    "Request",
                    row.text("request"),
                    time("request_at"),
                    null,
                    "",
                    "%s %s by %s".formatted(row.text("request"), row.text("request_kind"), row.text("request_by"))));
        }
    }

    private @Nullable Instant time(String column) {
        return row.time(column).orElse(null);
    }

    private static String lower(String column, Row row) {
        return row.text(column).toLowerCase(Locale.ROOT);
    }

    private static String title(String outcome) {
        return outcome.isEmpty() ? "" : outcome.charAt(0) + outcome.substring(1).toLowerCase(Locale.ROOT);
    }
}
