package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Label;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `dataset.label`: the name of a numeric column, or a block that says more.
final class LabelReader {

    private static final String LABEL = "label";
    private static final String COLUMN = "column";
    private static final String TYPE = "type";
    private static final String VALUES = "values";

    private static final Map<String, FeatureType> TYPES = Map.of(
            "numeric", FeatureType.NUMERIC, "boolean", FeatureType.BOOLEAN, "categorical", FeatureType.CATEGORICAL);

    private static final int FEWEST_CLASSES = 2;
    private static final int MOST_CLASSES = 100;

    private final Problems problems;

    LabelReader(Problems problems) {
        this.problems = problems;
    }

    /// Null where it is absent or no label, which is then noted.
    @Nullable
    Label read(Fields dataset) {
        if (!dataset.required(LABEL)) {
            return null;
        }
        if (!(dataset.raw(LABEL) instanceof Map<?, ?>)) {
            String column = dataset.text(LABEL);
            return column == null ? null : new Label(column, FeatureType.NUMERIC, List.of());
        }
        Fields label = dataset.block(LABEL, List.of(COLUMN, TYPE, VALUES));
        if (label == null || !label.required(COLUMN)) {
            return null;
        }
        String column = label.text(COLUMN);
        FeatureType type = label.has(TYPE) ? label.oneOf(TYPE, TYPES) : FeatureType.NUMERIC;
        return column == null || type == null ? null : new Label(column, type, values(label, column, type));
    }

    private List<String> values(Fields label, String column, FeatureType type) {
        if (type != FeatureType.CATEGORICAL) {
            if (label.has(VALUES)) {
                problems.add(
                        label.at(VALUES),
                        "only a categorical label has values; write type: categorical or leave them out");
            }
            return List.of();
        }
        if (!label.has(VALUES)) {
            problems.add(label.at(VALUES), "is missing: a categorical label declares its classes");
            return List.of();
        }
        if (label.raw(VALUES) instanceof List<?> items
                && (items.size() < FEWEST_CLASSES || items.size() > MOST_CLASSES)) {
            problems.add(
                    label.at(VALUES),
                    "%d to %d classes can be; \"%s\" has %d"
                            .formatted(FEWEST_CLASSES, MOST_CLASSES, column, items.size()));
        }
        return label.texts(VALUES);
    }
}
