package io.headrace.app.commands;

import io.headrace.training.core.Outlook;
import io.headrace.training.core.Outlook.Begin;
import io.headrace.training.core.Outlook.Way;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the next run waits for, and how far it is.
record NextRun(Outlook outlook, Instant now) {

    String line() {
        return "%s  %-8s  %s".formatted(Print.shown(now), "next", sentence());
    }

    private String sentence() {
        String obstacle = outlook.obstacle();
        if (obstacle != null && outlook.begin() == null && outlook.ways().isEmpty()) {
            return "no run: " + obstacle;
        }
        StringBuilder words = new StringBuilder();
        if (obstacle != null) {
            words.append("no run yet: ").append(Print.brief(obstacle)).append("; ");
        }
        words.append("%s of %d rows pending".formatted(Print.changes(outlook.pending()), outlook.rows()));
        Begin begin = outlook.begin();
        if (begin == null || begin.at() != null) {
            words.append(outlook.pending() == 0 ? "; once something changes, a run is due " : "; a run is due ")
                    .append(outlook.ways().stream().map(NextRun::words).collect(Collectors.joining(", or ")));
        }
        if (begin != null) {
            words.append("; as it stands, %s because of %s".formatted(time(begin.at(), obstacle != null), begin.why()));
        }
        return words.toString();
    }

    private String time(@Nullable Instant at, boolean isHeld) {
        if (at == null || !at.isAfter(now)) {
            return isHeld ? "then at once" : "now";
        }
        return (isHeld ? "not before " : "at ") + Print.shown(at);
    }

    private static String words(Way way) {
        return switch (way) {
            case Way.Count(String rule, long needed, long missing) ->
                missing == 0
                        ? "with these (%s: %d)".formatted(rule, needed)
                        : "with %d more (%s: %d)".formatted(missing, rule, needed);
            case Way.Time(var rule, var at) ->
                at == null ? "after some quiet (%s)".formatted(rule) : "at %s (%s)".formatted(Print.shown(at), rule);
        };
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> next = new LinkedHashMap<>();
        Begin begin = outlook.begin();
        next.put("held_by", outlook.obstacle());
        next.put("pending", outlook.pending());
        next.put("rows", outlook.rows());
        next.put("due_at", begin == null ? null : begin.at());
        next.put("because_of", begin == null ? null : begin.why());
        List<Map<String, @Nullable Object>> ways =
                outlook.ways().stream().map(NextRun::json).toList();
        next.put("ways", ways);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", now);
        json.put("next", next);
        return json;
    }

    private static Map<String, @Nullable Object> json(Way way) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rule", way.rule());
        switch (way) {
            case Way.Count count -> {
                json.put("needed", count.needed());
                json.put("missing", count.missing());
            }
            case Way.Time time -> json.put("at", time.at());
        }
        return json;
    }
}
