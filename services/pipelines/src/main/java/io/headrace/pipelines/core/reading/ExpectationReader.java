package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.Expectation;
import io.headrace.pipelines.core.PipelineSpec.Expectation.Between;
import io.headrace.pipelines.core.PipelineSpec.Expectation.NullsAtMost;
import io.headrace.pipelines.core.PipelineSpec.Expectation.RowsChangeAtMost;
import io.headrace.pipelines.core.PipelineSpec.Feature;
import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Label;
import io.headrace.pipelines.core.Suggestion;
import io.headrace.pipelines.core.reading.Reading.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `expect`: what must hold of the rows for a run to begin.
final class ExpectationReader {

    /// A row remembers in one bit each which of them it breaks.
    static final int MOST_EXPECTATIONS = 64;

    private static final String COLUMN = "column";
    private static final String BETWEEN = "between";
    private static final String NULLS = "nulls-at-most";
    private static final String ROWS = "rows-change-at-most";
    private static final List<String> RULES = List.of(BETWEEN, NULLS, ROWS);

    private final Problems problems;

    ExpectationReader(Problems problems) {
        this.problems = problems;
    }

    /// @param columns those that the pipeline looks at
    List<Expectation> read(Fields spec, Columns columns) {
        List<?> items = spec.list("expect");
        if (items.size() > MOST_EXPECTATIONS) {
            problems.add(
                    spec.at("expect"),
                    "%d expectations, at most %d can be; leave out what others imply"
                            .formatted(items.size(), MOST_EXPECTATIONS));
        }
        Map<String, FeatureType> types = types(columns);
        List<String> places = new ArrayList<>();
        List<Expectation> expectations = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.of(
                    "%s[%d]".formatted(spec.at("expect"), i),
                    items.get(i),
                    List.of(COLUMN, BETWEEN, NULLS, ROWS),
                    problems);
            String rule = fields == null ? null : rule(fields);
            if (fields == null || rule == null) {
                continue;
            }
            String place = rule + " " + fields.raw(COLUMN);
            if (places.contains(place)) {
                problems.add(fields.at(rule), "stands here twice%s; leave one of them".formatted(of(fields)));
            }
            places.add(place);
            Expectation expectation = expectation(fields, rule, types);
            if (expectation != null) {
                expectations.add(expectation);
            }
        }
        return expectations;
    }

    private static Map<String, FeatureType> types(Columns columns) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        columns.features().forEach(placed -> {
            Feature feature = placed.feature();
            types.put(feature.column(), feature.type());
        });
        Label label = columns.label();
        if (label != null) {
            types.put(label.column(), label.type());
        }
        return types;
    }

    private static String of(Fields fields) {
        return fields.has(COLUMN) ? " of %s".formatted(fields.raw(COLUMN)) : "";
    }

    /// The one rule of an expectation; null where there is none, or several, which is then noted.
    private @Nullable String rule(Fields fields) {
        List<String> given = RULES.stream().filter(fields::has).toList();
        if (given.size() == 1) {
            return given.getFirst();
        }
        problems.add(
                fields.at(COLUMN),
                "exactly one of %s is expected beside it, there are %d; write an entry for each"
                        .formatted(String.join(", ", RULES), given.size()));
        return null;
    }

    private @Nullable Expectation expectation(Fields fields, String rule, Map<String, FeatureType> types) {
        return switch (rule) {
            case BETWEEN -> between(fields, column(fields, types), types);
            case NULLS -> nulls(fields, column(fields, types));
            default -> rows(fields);
        };
    }

    /// Only what the pipeline looks at is read of a row.
    private @Nullable String column(Fields fields, Map<String, FeatureType> types) {
        String column = fields.required(COLUMN) ? fields.text(COLUMN) : null;
        if (column == null || types.containsKey(column)) {
            return column;
        }
        problems.add(
                fields.at(COLUMN),
                "\"%s\" is neither a feature nor the label, and nothing else is read of a row%s"
                        .formatted(column, Suggestion.forName(column, types.keySet())));
        return null;
    }

    private @Nullable Expectation between(Fields fields, @Nullable String column, Map<String, FeatureType> types) {
        if (column != null && types.get(column) != FeatureType.NUMERIC) {
            problems.add(fields.at(BETWEEN), "\"%s\" is not numeric, so nothing lies between".formatted(column));
            return null;
        }
        List<?> bounds = fields.raw(BETWEEN) instanceof List<?> list ? list : List.of();
        List<Double> numbers = bounds.stream()
                .filter(Number.class::isInstance)
                .map(Scalars::finite)
                .flatMap(Optional::stream)
                .toList();
        if (bounds.size() != 2 || numbers.size() != 2) {
            problems.add(
                    fields.at(BETWEEN),
                    "two numbers such as [1, 1000] are expected, not %s".formatted(Scalars.shown(fields.raw(BETWEEN))));
            return null;
        }
        if (numbers.getFirst() > numbers.getLast()) {
            problems.add(
                    fields.at(BETWEEN),
                    "nothing lies between %s and %s; the smaller one comes first"
                            .formatted(bounds.getFirst(), bounds.getLast()));
            return null;
        }
        return column == null ? null : new Between(column, numbers.getFirst(), numbers.getLast());
    }

    private @Nullable Expectation nulls(Fields fields, @Nullable String column) {
        Double share = fields.share(NULLS);
        if (share != null && share >= 1) {
            problems.add(
                    fields.at(NULLS),
                    "%s is met by any rows; below 100%% it says something".formatted(fields.raw(NULLS)));
            return null;
        }
        return column == null || share == null ? null : new NullsAtMost(column, share);
    }

    private @Nullable Expectation rows(Fields fields) {
        if (fields.has(COLUMN)) {
            problems.add(fields.at(COLUMN), "%s is about all rows; leave the column out".formatted(ROWS));
        }
        Double share = fields.share(ROWS);
        return share == null ? null : new RowsChangeAtMost(share);
    }
}
