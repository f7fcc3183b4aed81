package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.DatePart;
import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what becomes of a feature's values before a model sees them: `log`, `standardize`, both in a list,
/// `{hash: 64}`, or `{date-parts: [year, month]}`.
final class TransformReader {

    static final String TRANSFORM = "transform";

    private static final String LOG = "log";
    private static final String STANDARDIZE = "standardize";
    private static final String HASH = "hash";
    private static final String DATE_PARTS = "date-parts";
    private static final String EXPECTED =
            "log, standardize, [log, standardize], {hash: 64} or {date-parts: [year, month]}";

    /// One is no choice, and the others must fit into [FeatureReader#MOST_COLUMNS].
    private static final Range BUCKETS = new Range(2, FeatureReader.MOST_COLUMNS);

    private static final String PARTS =
            Arrays.stream(DatePart.values()).map(DatePart::word).collect(Collectors.joining(", "));

    private final Problems problems;

    TransformReader(Problems problems) {
        this.problems = problems;
    }

    /// What is asked for.
    record Asked(Transform transform, boolean standardized) {

        static final Asked NOTHING = new Asked(new Transform.None(), false);

        /// The type of a feature that says none.
        FeatureType usualType() {
            return switch (transform) {
                case Transform.None(), Transform.Log() -> FeatureType.NUMERIC;
                case Transform.Hash _ -> FeatureType.CATEGORICAL;
                case Transform.DateParts _ -> FeatureType.DATE;
            };
        }
    }

    /// Null where it cannot be read, which is then noted.
    @Nullable
    Asked read(Fields feature) {
        Object value = feature.raw(TRANSFORM);
        if (!feature.has(TRANSFORM)) {
            return Asked.NOTHING;
        }
        if (value instanceof Map<?, ?>) {
            return block(feature.at(TRANSFORM), value);
        }
        List<?> words =
                value instanceof List<?> list ? list : Stream.ofNullable(value).toList();
        boolean logs = words.contains(LOG);
        boolean standardizes = words.contains(STANDARDIZE);
        if (words.isEmpty()
                || words.size() != (logs ? 1 : 0) + (standardizes ? 1 : 0)
                || (logs && !words.getFirst().equals(LOG))) {
            problems.add(feature.at(TRANSFORM), "%s is expected, not %s".formatted(EXPECTED, Scalars.shown(value)));
            return null;
        }
        return new Asked(logs ? new Transform.Log() : new Transform.None(), standardizes);
    }

    private @Nullable Asked block(String path, Object value) {
        Fields fields = Fields.of(path, value, List.of(HASH, DATE_PARTS), problems);
        if (fields == null) {
            return null;
        }
        if (fields.has(HASH) == fields.has(DATE_PARTS)) {
            problems.add(path, "either hash or date-parts is expected, not %s".formatted(Scalars.shown(value)));
            return null;
        }
        if (fields.has(HASH)) {
            Long buckets = fields.whole(HASH, BUCKETS);
            return buckets == null ? null : new Asked(new Transform.Hash(Math.toIntExact(buckets)), false);
        }
        List<DatePart> parts = parts(fields);
        return parts.isEmpty() ? null : new Asked(new Transform.DateParts(parts), false);
    }

    /// Empty where there is none, or one that is not known; that is then noted.
    private List<DatePart> parts(Fields fields) {
        List<String> words = fields.texts(DATE_PARTS);
        List<DatePart> parts = new ArrayList<>();
        for (String word : words) {
            Arrays.stream(DatePart.values())
                    .filter(part -> part.word().equals(word))
                    .findFirst()
                    .ifPresentOrElse(
                            parts::add,
                            () -> problems.add(
                                    fields.at(DATE_PARTS),
                                    "\"%s\" is no part of a date; there are %s".formatted(word, PARTS)));
        }
        if (words.isEmpty() && fields.raw(DATE_PARTS) instanceof List<?>) {
            problems.add(fields.at(DATE_PARTS), "at least one of %s is needed".formatted(PARTS));
        }
        return parts.size() == words.size() ? parts : List.of();
    }

    /// Notes a transform that a feature's type does not have.
    void check(Fields feature, String column, FeatureType type, Asked asked) {
        boolean fits = switch (asked.transform()) {
            case Transform.None() -> type == FeatureType.NUMERIC || !asked.standardized();
            case Transform.Log() -> type == FeatureType.NUMERIC;
            case Transform.Hash _ -> type == FeatureType.CATEGORICAL;
            case Transform.DateParts _ -> type == FeatureType.DATE;
        };
        if (!fits) {
            problems.add(
                    feature.at(TRANSFORM),
                    "\"%s\" is %s: a numeric alone has log and standardize, a categorical hash, a date date-parts"
                            .formatted(column, Scalars.lowerCase(type)));
        } else if (type == FeatureType.DATE && asked.transform() instanceof Transform.None) {
            problems.add(
                    feature.at(TRANSFORM),
                    "is missing: of a date a model sees parts; write transform: {date-parts: [year, month]}, of %s"
                            .formatted(PARTS));
        }
    }
}
