package io.headrace.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.worker.core.Made.Figures;
import io.headrace.worker.core.Made.Slice;
import io.headrace.worker.scoring.ClassScore;
import io.headrace.worker.scoring.NumberScore;
import io.headrace.worker.scoring.ScoredModel.Scored;
import io.headrace.worker.scoring.SliceScore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MeasuringTest {

    @Test
    void aNumberHasItsFieldsAndTheOthersByTheirWords() {
        assertThat(Measuring.figures(new Scored(
                        new NumberScore(9, 2, Double.NaN, 0.5, 1.5),
                        List.of(new SliceScore("garden", "true", new NumberScore(4, 3, 0.25, -1, 2))))))
                .isEqualTo(new Figures(
                        9,
                        2,
                        Double.NaN,
                        0.5,
                        Map.of("mae", 1.5),
                        List.of(new Slice(
                                "garden",
                                "true",
                                4,
                                Map.of("rmse", 3.0, "r2", 0.25, "mean-error", -1.0, "mae", 2.0)))));
    }

    @Test
    void aClassHasNoFigureOfANumber() {
        assertThat(Measuring.figures(new Scored(
                        new ClassScore(9, new TreeMap<>(Map.of("f1", 0.5))),
                        List.of(new SliceScore("garden", null, new ClassScore(4, new TreeMap<>()))))))
                .isEqualTo(new Figures(
                        9,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Map.of("f1", 0.5),
                        List.of(new Slice("garden", null, 4, Map.of()))));
    }
}
