package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.PipelineSpec.Feature;
import io.headrace.pipelines.core.PipelineSpec.Label;
import io.headrace.pipelines.core.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What could be understood of a specification.
///
/// @param columns what it asks of the table, readable even where other parts are wrong
/// @param spec null where there are problems
public record Reading(Columns columns, @Nullable PipelineSpec spec, List<Problem> problems) {

    public Reading {
        problems = List.copyOf(problems);
    }

    /// The names that only the source's catalogue can judge; null or left out where they could not be read.
    public record Columns(
            @Nullable String source,
            @Nullable String table,
            @Nullable Label label,
            List<PlacedFeature> features,
            @Nullable String by) {
        public Columns {
            features = List.copyOf(features);
        }

        /// Those that the pipeline looks at: the features, then the label.
        List<String> names() {
            return Stream.concat(
                            features.stream().map(placed -> placed.feature().column()),
                            Stream.ofNullable(label).map(Label::column))
                    .toList();
        }
    }

    /// A feature and its place.
    ///
    /// @param path where the feature stands, as in `dataset.features[3]`
    public record PlacedFeature(String path, Feature feature) {}
}
