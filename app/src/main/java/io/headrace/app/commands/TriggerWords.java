package io.headrace.app.commands;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A trigger in words.
///
/// @param trigger of a specification, as the registry holds it; rows of 0.1.0 have neither share nor schedule nor
///     what becomes of a run while one is active
record TriggerWords(Map<?, ?> trigger) {

    /// The rule behind a run's reason; empty: the reason says it all, or the trigger does not name it.
    String rule(String why) {
        return switch (why) {
            case "changes" -> count();
            case "share" -> share();
            case "quiet" -> quiet();
            case "schedule" -> schedule();
            case "max-wait" -> millis("maxWaitMs", "%s after the first change");
            default -> "";
        };
    }

    /// All that it says.
    String whole() {
        List<String> ways = new ArrayList<>(List.of(count(), share(), quiet(), schedule()));
        ways.removeIf(String::isEmpty);
        List<String> all = new ArrayList<>(List.of(String.join(" or ", ways)));
        Long pause = number("minIntervalMs");
        if (pause != null && pause > 0) {
            all.add(millis("minIntervalMs", "not within %s of the last one"));
        }
        all.add(millis("maxWaitMs", "at most %s after the first change"));
        all.add(columns());
        all.add(whileActive());
        all.removeIf(String::isEmpty);
        return String.join("; ", all);
    }

    private String columns() {
        return trigger.get("columns") instanceof List<?> columns && !columns.isEmpty()
                ? "changes of other columns than %s do not count"
                        .formatted(columns.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                : "";
    }

    private String whileActive() {
        return switch (String.valueOf(trigger.get("whileActive"))) {
            case "CANCEL_ACTIVE" -> "cancels the run that is with a worker";
            case "SKIP" -> "not while another is active";
            default -> "";
        };
    }

    private String count() {
        Long changes = number("changes");
        return changes == null ? "" : "with " + Print.changes(changes);
    }

    private String share() {
        return trigger.get("share") instanceof Number share
                ? "with changes of %s%% of the rows"
                        .formatted(BigDecimal.valueOf(share.doubleValue())
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString())
                : "";
    }

    private String quiet() {
        return Boolean.FALSE.equals(trigger.get("runsWhenQuiet")) ? "" : millis("quietMs", "after %s without a change");
    }

    private String schedule() {
        return trigger.get("schedule") instanceof Map<?, ?> schedule
                ? "at %s in %s".formatted(schedule.get("cron"), schedule.get("zone"))
                : "";
    }

    private String millis(String key, String words) {
        Long millis = number(key);
        return millis == null ? "" : words.formatted(Print.duration(Duration.ofMillis(millis)));
    }

    private @Nullable Long number(String key) {
        return trigger.get(key) instanceof Number number ? number.longValue() : null;
    }
}
