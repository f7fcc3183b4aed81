package io.headrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.exact.DatePart;
import io.headrace.pipelines.core.PipelineSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Whoever reads specifications and whoever reads rows know the same parts of a date, by the same words.
final class DatePartsTest {

    @Test
    void whatASpecificationMayNameIsWhatAModelCanSee() {
        assertThat(Arrays.stream(PipelineSpec.DatePart.values()).map(PipelineSpec.DatePart::word))
                .containsExactlyElementsOf(
                        Arrays.stream(DatePart.values()).map(DatePart::word).toList());
    }
}
