package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.events.Feature;
import io.headrace.events.FeatureType;
import io.headrace.events.PipelineSpec;
import io.headrace.events.Transform;
import io.headrace.exact.DatePart;
import io.headrace.exact.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PipelineCatalogTest {

    @Test
    void aLabelIsWhatTheSpecificationSays() {
        PipelineSpec spec = Pipelines.accepted(1).getSpec();
        assertThat(declared(spec).encoding().label()).isEqualTo(Label.numeric("price"));

        PipelineSpec sold = PipelineSpec.newBuilder(spec)
                .setLabel("sold")
                .setLabelType(FeatureType.BOOLEAN)
                .setSlices(List.of("garden"))
                .build();
        assertThat(declared(sold).encoding().label()).isEqualTo(Label.bool("sold"));
        assertThat(declared(sold).watch().slices()).containsExactly("garden");

        PipelineSpec grade = PipelineSpec.newBuilder(spec)
                .setLabel("grade")
                .setLabelType(FeatureType.CATEGORICAL)
                .setLabelValues(List.of("a", "b"))
                .build();
        assertThat(declared(grade).encoding().label()).isEqualTo(Label.categorical("grade", List.of("a", "b")));
    }

    @Test
    void aTransformIsWhatTheSpecificationSays() {
        PipelineSpec spec = PipelineSpec.newBuilder(Pipelines.accepted(1).getSpec())
                .setFeatures(List.of(
                        feature("area", FeatureType.NUMERIC, new Transform(true, true, null, List.of())),
                        feature("street", FeatureType.CATEGORICAL, new Transform(false, false, 64, List.of())),
                        feature("sold_on", FeatureType.NUMERIC, new Transform(false, false, null, List.of("hour")))))
                .build();
        assertThat(declared(spec).encoding().features())
                .containsExactly(
                        io.headrace.exact.Feature.numeric("area").logarithm().inDeviations(),
                        io.headrace.exact.Feature.hashed("street", 64),
                        io.headrace.exact.Feature.date("sold_on", DatePart.HOUR));
    }

    private static Feature feature(String column, FeatureType type, Transform transform) {
        return new Feature(column, type, List.of(), null, transform);
    }

    private static Declaration declared(PipelineSpec spec) {
        return PipelineCatalog.declaration(new RevisionId("house", 1), "origin", spec);
    }
}
