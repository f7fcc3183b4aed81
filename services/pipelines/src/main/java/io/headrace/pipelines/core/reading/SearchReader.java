package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.Label;
import io.headrace.pipelines.core.PipelineSpec.Search;
import io.headrace.pipelines.core.PipelineSpec.Trainer.Fit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads `trainer.search`: which hyperparameters are tried, and what tells which of them are best. What it reads is
/// every trial, so that whoever looks at a pipeline sees them.
final class SearchReader {

    private static final String OVER = "over";
    private static final String DRAWS = "draws";
    private static final String SEED = "seed";
    private static final String METRIC = "metric";
    private static final String VALIDATION = "validation";
    private static final String TIME = "time";

    static final int TRIALS_MAX = 100;

    private static final Set<String> LOWER_IS_BETTER = Set.of("rmse", "mae", "log-loss", "brier", "calibration-error");

    /// Neither more nor less of it is better.
    private static final String MEAN_ERROR = "mean-error";

    private static final double USUAL_SHARE = 0.2;
    private static final Duration TIME_MIN = Duration.ofSeconds(1);

    private final Problems problems;
    private final @Nullable Label label;

    /// @param label null: it could not be read, and a number is what it is taken for
    SearchReader(Problems problems, @Nullable Label label) {
        this.problems = problems;
        this.label = label;
    }

    /// Null: there is none, or it cannot be read, which is then noted.
    ///
    /// @param fit what each trial has beside what is searched
    @Nullable
    Search read(Fields trainer, Fit fit) {
        Fields search = trainer.block(TrainerReader.SEARCH, List.of(OVER, DRAWS, SEED, METRIC, VALIDATION, TIME));
        if (search == null) {
            return null;
        }
        Map<String, Axis> axes = axes(trainer, search, fit);
        Long draws = search.whole(DRAWS, new Range(1, TRIALS_MAX));
        Long seed = search.atLeast(SEED, Long.MIN_VALUE);
        if (search.has(SEED) && !search.has(DRAWS)) {
            problems.add(search.at(SEED), "nothing is drawn: name draws, or leave out the seed");
        }
        String metric = metric(search, fit);
        double share = share(search);
        Duration time = search.duration(TIME, TIME_MIN);
        if (axes.isEmpty()) {
            return null;
        }
        List<SortedMap<String, Object>> trials = draws == null && !search.has(DRAWS)
                ? grid(search, axes)
                : Axis.drawn(axes, draws == null ? 1 : draws, seed == null ? 0 : seed);
        return new Search(
                trials.stream().map(trial -> whole(fit, trial)).toList(),
                metric,
                !LOWER_IS_BETTER.contains(metric),
                share,
                time);
    }

    private static SortedMap<String, Object> whole(Fit fit, Map<String, Object> trial) {
        SortedMap<String, Object> whole = new TreeMap<>(fit.hyperparameters());
        whole.putAll(trial);
        return whole;
    }

    /// By their keys, in the order of a kind's hyperparameters; none: something is wrong with one.
    private Map<String, Axis> axes(Fields trainer, Fields search, Fit fit) {
        List<FitReader.Knob> knobs = FitReader.knobs(fit.kind()).toList();
        Fields over = search.requiredBlock(
                OVER, knobs.stream().map(FitReader.Knob::key).toList());
        Map<String, Axis> axes = new LinkedHashMap<>();
        boolean isWhole = over != null;
        for (FitReader.Knob knob : knobs) {
            if (over == null || !over.has(knob.key())) {
                continue;
            }
            if (trainer.has(knob.key())) {
                problems.add(
                        over.at(knob.key()),
                        "is searched here and said beside it: leave out %s".formatted(trainer.at(knob.key())));
            }
            Axis axis = new AxisReader(problems, search.has(DRAWS)).read(over, knob);
            isWhole &= axis != null;
            if (axis != null) {
                axes.put(knob.key(), axis);
            }
        }
        if (isWhole && axes.isEmpty()) {
            problems.add(
                    search.at(OVER), "names no hyperparameter; there are %s".formatted(String.join(", ", keys(knobs))));
        }
        return isWhole ? axes : Map.of();
    }

    private static List<String> keys(List<FitReader.Knob> knobs) {
        return knobs.stream().map(FitReader.Knob::key).toList();
    }

    private List<SortedMap<String, Object>> grid(Fields search, Map<String, Axis> axes) {
        long trials = Axis.combinations(axes);
        if (trials > TRIALS_MAX) {
            problems.add(
                    search.at(OVER),
                    "has %,d combinations%s, and %d trials are the most: name fewer values, or how many %s to try"
                            .formatted(trials, trials < Axis.MANY ? "" : " or more", TRIALS_MAX, DRAWS));
            return new ArrayList<>();
        }
        return Axis.grid(axes);
    }

    private String metric(Fields search, Fit fit) {
        SortedSet<String> words = new TreeSet<>(GateReader.metrics(label, fit));
        words.remove(MEAN_ERROR);
        String usual = words.contains("rmse") ? "rmse" : "log-loss";
        String metric = search.oneOf(
                METRIC, words.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
        return metric == null ? usual : metric;
    }

    private double share(Fields search) {
        Double share = search.share(VALIDATION);
        if (share == null) {
            return USUAL_SHARE;
        }
        if (share <= 0 || share >= 1) {
            problems.add(
                    search.at(VALIDATION),
                    "%s leaves nothing to train or nothing to measure; 20%% is usual"
                            .formatted(search.raw(VALIDATION)));
        }
        return share;
    }
}
