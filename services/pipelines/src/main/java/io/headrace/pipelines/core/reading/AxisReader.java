package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.reading.FitReader.Knob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads which values of a hyperparameter are tried: a list, or a block `{from, to, scale}`.
final class AxisReader {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String SCALE = "scale";
    private static final Map<String, Boolean> SCALES = Map.of("linear", false, "log", true);

    private final Problems problems;
    private final boolean isDrawn;

    /// @param isDrawn whether values are drawn: a grid has no place for ranges
    AxisReader(Problems problems, boolean isDrawn) {
        this.problems = problems;
        this.isDrawn = isDrawn;
    }

    /// Null: it cannot be read, which is then noted.
    @Nullable
    Axis read(Fields over, Knob knob) {
        return switch (over.raw(knob.key())) {
            case List<?> values -> values(over.at(knob.key()), values, knob);
            case Map<?, ?> _ -> between(over, knob);
            case null, default -> {
                problems.add(
                        over.at(knob.key()),
                        "a list of values, or from and to, is expected, not %s"
                                .formatted(Scalars.shown(over.raw(knob.key()))));
                yield null;
            }
        };
    }

    private @Nullable Axis values(String place, List<?> given, Knob knob) {
        if (given.size() > SearchReader.TRIALS_MAX) {
            problems.add(
                    place,
                    "%,d values are too many: %d trials are the most".formatted(given.size(), SearchReader.TRIALS_MAX));
            return null;
        }
        List<Number> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Number value = knob.read(given.get(i));
            String at = "%s[%d]".formatted(place, i);
            if (value == null) {
                problems.add(at, "%s is expected, not %s".formatted(knob.expected(), Scalars.shown(given.get(i))));
            } else if (values.contains(value)) {
                problems.add(at, "%s stands here twice".formatted(value));
            } else {
                values.add(value);
            }
        }
        if (given.isEmpty()) {
            problems.add(place, "at least one value is needed");
        }
        return values.size() == given.size() && !values.isEmpty() ? new Axis.Values(values) : null;
    }

    private @Nullable Axis between(Fields over, Knob knob) {
        Fields range = over.block(knob.key(), List.of(FROM, TO, SCALE));
        if (range == null) {
            return null;
        }
        Number from = range.required(FROM) ? knob.given(range, FROM) : null;
        Number to = range.required(TO) ? knob.given(range, TO) : null;
        Boolean isLogarithmic = range.oneOf(SCALE, SCALES);
        if (!isDrawn) {
            problems.add(
                    over.at(knob.key()),
                    "from and to have no end of values: name how many draws to try, or list values");
            return null;
        }
        if (from == null || to == null) {
            return null;
        }
        if (from.doubleValue() >= to.doubleValue()) {
            problems.add(range.at(TO), "%s is not above %s".formatted(to, from));
            return null;
        }
        if (Boolean.TRUE.equals(isLogarithmic) && from.doubleValue() <= 0) {
            problems.add(range.at(FROM), "%s has no logarithm: begin above 0, or leave out scale".formatted(from));
            return null;
        }
        return new Axis.Between(
                from.doubleValue(), to.doubleValue(), knob.isWhole(), Boolean.TRUE.equals(isLogarithmic));
    }
}
