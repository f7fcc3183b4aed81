package io.headrace.pipelines.core.reading;

import io.headrace.kernel.schedule.Schedule;
import io.headrace.pipelines.core.PipelineSpec.Approval;
import io.headrace.pipelines.core.PipelineSpec.Forget;
import io.headrace.pipelines.core.PipelineSpec.Trigger;
import io.headrace.pipelines.core.PipelineSpec.WhileActive;
import io.headrace.pipelines.core.Suggestion;
import io.headrace.pipelines.core.reading.Reading.Columns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads when a pipeline trains, and what becomes of its models: `trigger`, `rollout`,
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

    private static final String WHILE_ACTIVE = "while-active";
    private static final Map<String, WhileActive> WHILE_ACTIVES = Map.of(
            "queue-latest", WhileActive.QUEUE_LATEST,
            "cancel-active", WhileActive.CANCEL_ACTIVE,
            "skip", WhileActive.SKIP);

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
        Fields trigger = spec.block(
                "trigger", List.of(CHANGES, SHARE, QUIET, SCHEDULE, "min-interval", MAX_WAIT, COLUMNS, WHILE_ACTIVE));
        if (trigger == null) {
            return new Trigger(null, null, QUIET_TIME, null, MIN_INTERVAL, null, List.of(), WhileActive.QUEUE_LATEST);
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
        WhileActive whileActive = trigger.has(WHILE_ACTIVE) ? trigger.oneOf(WHILE_ACTIVE, WHILE_ACTIVES) : null;
        boolean isPaced = Stream.of(CHANGES, SHARE, QUIET, SCHEDULE, MAX_WAIT).anyMatch(trigger::has);
        Duration pause = isPaced ? Duration.ZERO : MIN_INTERVAL;
        return new Trigger(
                changes,
                share,
                quiet != null || schedule != null ? quiet : QUIET_TIME,
                schedule,
                minInterval == null ? pause : minInterval,
                maxWait,
                watched(trigger, columns.names()),
                whileActive == null ? WhileActive.QUEUE_LATEST : whileActive);
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
