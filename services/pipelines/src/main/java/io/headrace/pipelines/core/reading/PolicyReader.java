package io.headrace.pipelines.core.reading;

import io.headrace.kernel.schedule.Schedule;
import io.headrace.pipelines.core.PipelineSpec.Approval;
import io.headrace.pipelines.core.PipelineSpec.Forget;
import io.headrace.pipelines.core.PipelineSpec.Gate;
import io.headrace.pipelines.core.PipelineSpec.GateRule;
import io.headrace.pipelines.core.PipelineSpec.Trigger;
import io.headrace.pipelines.core.Suggestion;
import io.headrace.pipelines.core.reading.Reading.Columns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads how a pipeline trains, when, and what its models must hold: `trigger`, `gates`, `rollout`,
/// `forget`.
final class PolicyReader {

    private static final Duration QUIET_TIME = Duration.ofSeconds(1);
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(10);

    /// Half of it is left to train a version, a quarter to bring it to production after a warning.
    private static final Duration WITHIN_MIN = Duration.ofSeconds(1);

    private static final String CHANGES = "changes";
    private static final String SHARE = "share";
    private static final String QUIET = "quiet";
    private static final String SCHEDULE = "schedule";
    private static final String MAX_WAIT = "max-wait";
    private static final String COLUMNS = "columns";

    private static final String AT_MOST = "at-most";
    private static final String AT_LEAST = "at-least";
    private static final String WORSE = "worse-than-champion-at-most";
    private static final List<String> RULES = List.of(AT_MOST, AT_LEAST, WORSE);
    private static final Map<String, String> METRICS = Map.of("rmse", "rmse", "r2", "r2", "mean-error", "mean-error");

    private final Problems problems;

    PolicyReader(Problems problems) {
        this.problems = problems;
    }

    /// Without a word, a pipeline runs when its table was quiet for a second, at most every ten. Whoever says when
    /// to run sets the pace, so then only a `min-interval` that is written holds a run back. Whoever names times
    /// wants runs at those, so beside a `schedule` only a `quiet` that is written makes another.
    ///
    /// @param columns those that the pipeline looks at
    Trigger trigger(Fields spec, Columns columns) {
        Fields trigger =
                spec.block("trigger", List.of(CHANGES, SHARE, QUIET, SCHEDULE, "min-interval", MAX_WAIT, COLUMNS));
        if (trigger == null) {
            return new Trigger(null, null, QUIET_TIME, null, MIN_INTERVAL, null, List.of());
        }
        Long changes = trigger.atLeast(CHANGES, 1);
        Double share = share(trigger);
        Duration quiet = trigger.duration(QUIET, Duration.ofMillis(1));
        Schedule schedule = new ScheduleReader(problems).read(trigger, SCHEDULE);
        Duration minInterval = trigger.duration("min-interval", Duration.ZERO);
        Duration maxWait = trigger.duration(MAX_WAIT, Duration.ofMillis(1));
        if (minInterval != null && maxWait != null && maxWait.compareTo(minInterval) < 0) {
            problems.add(
                    trigger.at(MAX_WAIT),
                    "%s is shorter than min-interval (%s), so both cannot hold"
                            .formatted(trigger.raw(MAX_WAIT), trigger.raw("min-interval")));
        }
        boolean isPaced = Stream.of(CHANGES, SHARE, QUIET, SCHEDULE, MAX_WAIT).anyMatch(trigger::has);
        Duration pause = isPaced ? Duration.ZERO : MIN_INTERVAL;
        return new Trigger(
                changes,
                share,
                quiet != null || schedule != null ? quiet : QUIET_TIME,
                schedule,
                minInterval == null ? pause : minInterval,
                maxWait,
                watched(trigger, columns.names()));
    }

    /// Columns whose changes count.
    private List<String> watched(Fields trigger, Collection<String> known) {
        List<?> items = trigger.list(COLUMNS);
        if (trigger.raw(COLUMNS) instanceof List<?> && items.isEmpty()) {
            problems.add(
                    trigger.at(COLUMNS), "an empty list counts no change of any column; leave it out to count all");
        }
        List<String> watched = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String place = "%s[%d]".formatted(trigger.at(COLUMNS), i);
            if (!(items.get(i) instanceof String column) || !known.contains(column)) {
                problems.add(
                        place,
                        "%s is neither a feature nor the label, and changes of other columns never count%s"
                                .formatted(
                                        Scalars.shown(items.get(i)),
                                        Suggestion.forName(String.valueOf(items.get(i)), known)));
            } else if (watched.contains(column)) {
                problems.add(place, "\"%s\" stands here twice".formatted(column));
            } else {
                watched.add(column);
            }
        }
        return watched;
    }

    private @Nullable Double share(Fields trigger) {
        Double share = trigger.share(SHARE);
        if (share != null && (share <= 0 || share > 1)) {
            problems.add(
                    trigger.at(SHARE),
                    "%s is not above 0%% and at most 100%% of the rows; for a number of changes write changes"
                            .formatted(trigger.raw(SHARE)));
        }
        return share;
    }

    List<Gate> gates(Fields spec) {
        List<?> items = spec.list("gates");
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.of(
                    "%s[%d]".formatted(spec.at("gates"), i),
                    items.get(i),
                    List.of("metric", AT_MOST, AT_LEAST, WORSE),
                    problems);
            Gate gate = fields == null ? null : gate(fields);
            if (gate != null) {
                gates.add(gate);
            }
        }
        return gates;
    }

    private @Nullable Gate gate(Fields fields) {
        String metric = fields.required("metric") ? fields.oneOf("metric", METRICS) : null;
        List<String> given = RULES.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            problems.add(
                    fields.at("metric"),
                    "exactly one of %s is expected beside it, there are %d"
                            .formatted(String.join(", ", RULES), given.size()));
        }
        Double atMost = fields.number(AT_MOST);
        Double atLeast = fields.number(AT_LEAST);
        Double worse = fields.share(WORSE);
        if (metric == null || given.size() != 1) {
            return null;
        }
        if (fields.has(WORSE) && metric.equals("mean-error")) {
            problems.add(fields.at(WORSE), "mean-error has a sign, so no share of it is worse; compare rmse or r2");
        }
        if (atMost != null) {
            return new Gate(metric, GateRule.AT_MOST, atMost);
        }
        if (atLeast != null) {
            return new Gate(metric, GateRule.AT_LEAST, atLeast);
        }
        return worse == null ? null : new Gate(metric, GateRule.WORSE_THAN_CHAMPION_AT_MOST, worse);
    }

    @Nullable
    Forget forget(Fields spec) {
        Fields forget = spec.block("forget", List.of("within", "retire"));
        if (forget == null || !forget.required("within")) {
            return null;
        }
        Duration within = forget.duration("within", WITHIN_MIN);
        Boolean retire = forget.flag("retire");
        return within == null ? null : new Forget(within, retire == null || retire);
    }

    Approval approval(Fields spec) {
        Fields rollout = spec.block("rollout", List.of("approval"));
        Approval approval = rollout == null
                ? null
                : rollout.oneOf("approval", Map.of("automatic", Approval.AUTOMATIC, "required", Approval.REQUIRED));
        return approval == null ? Approval.AUTOMATIC : approval;
    }
}
