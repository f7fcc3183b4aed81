package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.FitKind;
import io.headrace.pipelines.core.PipelineSpec.Label;
import io.headrace.pipelines.core.PipelineSpec.Trainer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what makes a model of the rows: `trainer`.
final class TrainerReader {

    private static final String KIND = "kind";
    private static final String L2 = "l2";
    private static final String NAME = "name";
    private static final String HYPERPARAMETERS = "hyperparameters";
    static final String SEED = "seed";
    static final String TIMEOUT = "timeout";
    static final String SEARCH = "search";

    private static final List<String> OF_RIDGE = List.of(L2);
    private static final List<String> OF_EXTERNAL = List.of(NAME, HYPERPARAMETERS, SEED, TIMEOUT);

    private static final List<String> KEYS = Stream.of(
                    List.of(KIND),
                    OF_RIDGE,
                    OF_EXTERNAL,
                    FitReader.keys(FitKind.XGBOOST),
                    FitReader.keys(FitKind.RANDOM_FOREST),
                    FitReader.keys(FitKind.LOGISTIC),
                    FitReader.keys(FitKind.GAUSSIAN_NAIVE_BAYES))
            .flatMap(List::stream)
            .distinct()
            .toList();

    private static final Map<String, String> KINDS = Stream.of(
                    "ridge", "external", "xgboost", "random-forest", "logistic", "gaussian-naive-bayes")
            .collect(Collectors.toMap(Function.identity(), Function.identity()));

    private static final double DEFAULT_L2 = 1.0;
    private static final Duration TIMEOUT_MIN = Duration.ofSeconds(1);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /// Workers' settings are named by it.
    private static final Pattern PROGRAM = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    private final Problems problems;
    private final @Nullable Label label;

    /// @param label null: it could not be read
    TrainerReader(Problems problems, @Nullable Label label) {
        this.problems = problems;
        this.label = label;
    }

    /// Null: it cannot be read, which is then noted.
    @Nullable
    Trainer read(Fields spec) {
        Fields trainer = spec.requiredBlock("trainer", KEYS);
        if (trainer == null || !trainer.required(KIND)) {
            return null;
        }
        String kind = trainer.oneOf(KIND, KINDS);
        return switch (kind) {
            case "ridge" -> ridge(trainer);
            case "external" -> external(trainer);
            case "xgboost" -> fit(trainer, FitKind.XGBOOST);
            case "random-forest" -> fit(trainer, FitKind.RANDOM_FOREST);
            case "logistic" -> fit(trainer, FitKind.LOGISTIC);
            case "gaussian-naive-bayes" -> fit(trainer, FitKind.GAUSSIAN_NAIVE_BAYES);
            case null, default -> null;
        };
    }

    private Trainer ridge(Fields trainer) {
        refuseOthers(trainer, OF_RIDGE, "ridge");
        Double l2 = trainer.number(L2);
        if (l2 != null && l2 < 0) {
            problems.add(trainer.at(L2), "%s is negative; 0 is least squares".formatted(trainer.raw(L2)));
        }
        return new Trainer.Ridge(l2 == null ? DEFAULT_L2 : l2);
    }

    private Trainer external(Fields trainer) {
        refuseOthers(trainer, OF_EXTERNAL, "external");
        String name = trainer.required(NAME) ? trainer.text(NAME) : null;
        if (name != null && !PROGRAM.matcher(name).matches()) {
            problems.add(
                    trainer.at(NAME),
                    "%s is no name of a program: lower-case letters, digits, - and _ are, a letter first"
                            .formatted(Scalars.shown(name)));
        }
        Long seed = trainer.atLeast(SEED, Long.MIN_VALUE);
        return new Trainer.External(
                name == null ? "" : name, hyperparameters(trainer), seed == null ? 0 : seed, timeout(trainer));
    }

    private SortedMap<String, Object> hyperparameters(Fields trainer) {
        SortedMap<String, Object> read = new TreeMap<>();
        if (!trainer.has(HYPERPARAMETERS)) {
            return read;
        }
        if (!(trainer.raw(HYPERPARAMETERS) instanceof Map<?, ?> given)) {
            problems.add(
                    trainer.at(HYPERPARAMETERS),
                    "a block of names with values is expected, not %s"
                            .formatted(Scalars.shown(trainer.raw(HYPERPARAMETERS))));
            return read;
        }
        given.forEach((name, value) -> {
            Object scalar = scalar(value);
            if (scalar == null) {
                problems.add(
                        "%s.%s".formatted(trainer.at(HYPERPARAMETERS), name),
                        "a text, a finite number, true or false is expected, not %s".formatted(Scalars.shown(value)));
            } else {
                read.put(String.valueOf(name), scalar);
            }
        });
        return read;
    }

    /// Null: it is none.
    private static @Nullable Object scalar(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case Number number ->
                Scalars.whole(number)
                        .<Object>map(whole -> whole)
                        .or(() -> Scalars.finite(number))
                        .orElse(null);
            case null, default -> null;
        };
    }

    private Trainer fit(Fields trainer, FitKind kind) {
        refuseOthers(trainer, FitReader.keys(kind), kind.word());
        Trainer.Fit fit = new Trainer.Fit(
                kind, FitReader.hyperparameters(trainer, kind), FitReader.seed(trainer), timeout(trainer), null);
        return fit.with(new SearchReader(problems, label).read(trainer, fit));
    }

    private static Duration timeout(Fields trainer) {
        Duration timeout = trainer.duration(TIMEOUT, TIMEOUT_MIN);
        return timeout == null ? DEFAULT_TIMEOUT : timeout;
    }

    private void refuseOthers(Fields trainer, List<String> own, String kind) {
        KEYS.stream()
                .filter(key -> !key.equals(KIND) && !own.contains(key) && trainer.has(key))
                .forEach(key -> problems.add(trainer.at(key), "a trainer of the kind %s has none".formatted(kind)));
    }
}
