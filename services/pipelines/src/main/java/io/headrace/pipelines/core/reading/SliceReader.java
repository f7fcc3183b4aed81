package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.Feature;
import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Trainer;
import io.headrace.pipelines.core.PipelineSpec.Transform;
import io.headrace.pipelines.core.Suggestion;
import io.headrace.pipelines.core.reading.Reading.Columns;
import io.headrace.pipelines.core.reading.Reading.PlacedFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `slices`: features, on the rows of each of whose values models are measured, too.
final class SliceReader {

    private static final String SLICES = "slices";
    private static final int MOST_VALUES = 100;

    private final Problems problems;

    SliceReader(Problems problems) {
        this.problems = problems;
    }

    /// @param trainer null: it could not be read
    List<String> read(Fields spec, Columns columns, @Nullable Trainer trainer) {
        List<String> slices = spec.texts(SLICES);
        if (!slices.isEmpty() && trainer instanceof Trainer.Ridge) {
            problems.add(
                    spec.at(SLICES),
                    "ridge is measured by the sums of all rows, which tell nothing of some; leave them out, or name another trainer");
        }
        Map<String, Feature> features = new LinkedHashMap<>();
        columns.features().stream().map(PlacedFeature::feature).forEach(one -> features.put(one.column(), one));
        for (String slice : slices) {
            Feature feature = features.get(slice);
            if (feature == null) {
                problems.add(
                        spec.at(SLICES),
                        "\"%s\" is no feature%s".formatted(slice, Suggestion.forName(slice, features.keySet())));
            } else {
                check(spec.at(SLICES), feature);
            }
        }
        return slices;
    }

    private void check(String path, Feature feature) {
        if (feature.type() == FeatureType.NUMERIC || feature.type() == FeatureType.DATE) {
            problems.add(
                    path,
                    "\"%s\" is %s, and rows are sliced by a boolean or categorical"
                            .formatted(feature.column(), Scalars.lowerCase(feature.type())));
        } else if (feature.transform() instanceof Transform.Hash) {
            problems.add(
                    path,
                    "\"%s\" is hashed, and rows are sliced by declared values; declare some"
                            .formatted(feature.column()));
        } else if (feature.values().size() > MOST_VALUES) {
            problems.add(
                    path,
                    "\"%s\" has %d values, and rows are sliced by at most %d"
                            .formatted(feature.column(), feature.values().size(), MOST_VALUES));
        }
    }
}
