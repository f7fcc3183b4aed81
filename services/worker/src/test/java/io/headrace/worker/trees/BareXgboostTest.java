package io.headrace.worker.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.worker.trees.TreeSettings.Ensemble.Boosted;
import io.headrace.worker.trees.TreeSettings.Sample;
import io.headrace.worker.trees.TreeSettings.Shape;
import org.junit.jupiter.api.Test;

final class BareXgboostTest {

    private final BareXgboost library = new BareXgboost(
            new TreeSettings(new Boosted(3, 0.1), new Shape(2, 1, 0, 0, 1, 256), new Sample(1, 1), 1, 1));

    @Test
    void tellsHowLongTheTreesTook() {
        assertThat(library.nanos(new float[] {1, 2, 3, 4, 5, 6}, new float[] {1, 2, 3}))
                .isPositive();
    }

    @Test
    void failsWhereTheLibraryDoes() {
        assertThatThrownBy(() -> library.nanos(new float[] {1}, new float[] {Float.NaN}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("XGBoost alone cannot grow ");
    }
}
