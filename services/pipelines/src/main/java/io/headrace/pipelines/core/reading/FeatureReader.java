package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.DatePart;
import io.headrace.pipelines.core.PipelineSpec.Feature;
import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Nulls;
import io.headrace.pipelines.core.PipelineSpec.Transform;
import io.headrace.pipelines.core.reading.Reading.PlacedFeature;
import io.headrace.pipelines.core.reading.TransformReader.Asked;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `dataset.features`: names of numeric columns, or blocks that say more.
final class FeatureReader {

    /// Exact sums are kept for every pair of columns, so their number is limited: one for each numeric or
    /// boolean feature, two for one whose nulls take the mean, one for each declared value of a categorical
    /// (the reference needs none, the undeclared one), for each bucket but the first, and for each part of
    /// a date.
    static final int MOST_COLUMNS = 256;

    private static final List<String> KEYS = List.of("column", "type", "values", "nulls", TransformReader.TRANSFORM);
    private static final Map<String, FeatureType> TYPES = Map.of(
            "numeric", FeatureType.NUMERIC,
            "boolean", FeatureType.BOOLEAN,
            "categorical", FeatureType.CATEGORICAL,
            "date", FeatureType.DATE);

    private final Problems problems;
    private final @Nullable Nulls ofAll;

    /// @param ofAll the rule for features that say nothing else; null: there is none
    FeatureReader(Problems problems, @Nullable Nulls ofAll) {
        this.problems = problems;
        this.ofAll = ofAll;
    }

    List<PlacedFeature> read(Fields dataset, @Nullable String label) {
        String path = dataset.at("features");
        if (!dataset.required("features")) {
            return List.of();
        }
        List<?> items = dataset.list("features");
        if (items.isEmpty() && dataset.raw("features") instanceof List<?>) {
            problems.add(path, "at least one feature is needed");
        }
        List<PlacedFeature> features = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Feature feature = feature("%s[%d]".formatted(path, i), items.get(i));
            if (feature != null) {
                features.add(new PlacedFeature("%s[%d]".formatted(path, i), feature));
            }
        }
        checkTogether(features, label, path);
        return features;
    }

    private @Nullable Feature feature(String path, @Nullable Object item) {
        if (item instanceof String column && !column.isBlank()) {
            return new Feature(column, FeatureType.NUMERIC, List.of(), usual(FeatureType.NUMERIC));
        }
        if (!(item instanceof Map<?, ?>)) {
            problems.add(
                    path, "a column's name or {column: …, type: …} is expected, not %s".formatted(Scalars.shown(item)));
            return null;
        }
        Fields fields = Fields.of(path, item, KEYS, problems);
        if (fields == null || !fields.required("column")) {
            return null;
        }
        String column = fields.text("column");
        return column == null ? null : feature(fields, column);
    }

    private @Nullable Feature feature(Fields fields, String column) {
        TransformReader transforms = new TransformReader(problems);
        Asked asked = transforms.read(fields);
        Asked known = asked == null ? Asked.NOTHING : asked;
        FeatureType type = fields.has("type") ? fields.oneOf("type", TYPES) : known.usualType();
        if (type == null) {
            return null;
        }
        if (asked != null) {
            transforms.check(fields, column, type, asked);
        }
        List<String> values = known.transform() instanceof Transform.Hash ? none(fields) : values(fields, column, type);
        return new Feature(column, type, values, nulls(fields, column, type), known.transform(), known.standardized());
    }

    private @Nullable Nulls nulls(Fields fields, String column, FeatureType type) {
        Nulls nulls = new NullsReader(problems).read(fields);
        if (nulls != null && nulls.takesMeanOrMedian() && type != FeatureType.NUMERIC) {
            problems.add(
                    fields.at("nulls"),
                    "\"%s\" is not numeric and has no mean or median; write exclude or {constant: 0}"
                            .formatted(column));
        }
        return nulls == null ? usual(type) : nulls;
    }

    /// A constant stands in the specification of the pipeline, what is imputed in that of each feature.
    private @Nullable Nulls usual(FeatureType type) {
        return ofAll != null && ofAll.takesMeanOrMedian() && type == FeatureType.NUMERIC ? ofAll : null;
    }

    /// Of texts that are hashed.
    private List<String> none(Fields fields) {
        if (fields.has("values")) {
            problems.add(
                    fields.at("values"),
                    "texts that are hashed need no values; leave them out, or leave out the transform");
        }
        return List.of();
    }

    private List<String> values(Fields fields, String column, FeatureType type) {
        String path = fields.at("values");
        if (type != FeatureType.CATEGORICAL) {
            if (fields.has("values")) {
                problems.add(path, "only a categorical feature has values; write type: categorical or leave them out");
            }
            return List.of();
        }
        if (!fields.has("values")) {
            problems.add(
                    path,
                    "is missing: a categorical feature declares its values, the reference first, or is hashed: transform: {hash: 64}");
            return List.of();
        }
        if (fields.raw("values") instanceof List<?> items && items.size() < 2) {
            problems.add(path, "at least two values are needed; \"%s\" has %d".formatted(column, items.size()));
        }
        List<String> values = fields.texts("values");
        values.forEach(value -> requireKnown(path, value));
        return values;
    }

    private void requireKnown(String path, String value) {
        if (value.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
            problems.add(
                    path,
                    "\"%s\" has a character beyond U+FFFF, by which a model in Java would not know it; leave it out, and it counts as undeclared"
                            .formatted(value));
        }
    }

    private void checkTogether(List<PlacedFeature> features, @Nullable String label, String path) {
        Set<String> seen = new HashSet<>();
        int columns = 0;
        for (PlacedFeature placed : features) {
            String column = placed.feature().column();
            if (!seen.add(column)) {
                problems.add(placed.path(), "\"%s\" is a feature already".formatted(column));
            }
            if (column.equals(label)) {
                problems.add(placed.path(), "\"%s\" is the label and cannot be a feature too".formatted(column));
            }
            columns += width(placed.feature());
        }
        if (columns > MOST_COLUMNS) {
            problems.add(
                    path,
                    "%d columns after encoding, at most %d can be; declare fewer values or features"
                            .formatted(columns, MOST_COLUMNS));
        }
    }

    private static int width(Feature feature) {
        Nulls nulls = feature.nulls();
        return switch (feature.transform()) {
            case Transform.Hash(int buckets) -> buckets - 1;
            case Transform.DateParts(List<DatePart> parts) -> parts.size();
            case Transform.None(), Transform.Log() ->
                nulls != null && nulls.takesMeanOrMedian()
                        ? 2
                        : Math.max(1, feature.values().size());
        };
    }
}
