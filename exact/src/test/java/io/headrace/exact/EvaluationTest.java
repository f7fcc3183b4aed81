package io.headrace.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    @Test
    void measuresTheErrorsOfPredictions() {
        // Predictions 1 + 2x are 3, 5, 7; so the errors are 1, −1 and 3.
        GramMatrix rows = rows(new double[][] {{1, 2}, {2, 6}, {3, 4}});
        Evaluation measured = Evaluation.of(rows, 1, List.of(2.0));
        assertThat(measured.rows()).isEqualTo(3);
        assertThat(measured.rmse()).isEqualTo(Math.sqrt(11.0 / 3));
        assertThat(measured.meanError()).isEqualTo(1);
        // Around the mean 4 the labels deviate by 8 in squares.
        assertThat(measured.r2()).isEqualTo(1 - 11.0 / 8);
    }

    @Test
    void aPerfectModelMakesNoError() {
        Evaluation measured = Evaluation.of(rows(new double[][] {{1, 3}, {2, 5}, {3, 7}}), 1, List.of(2.0));
        assertThat(measured).isEqualTo(new Evaluation(3, 0, 1, 0));
    }

    @Test
    void aConstantLabelHasNoR2() {
        Evaluation measured = Evaluation.of(rows(new double[][] {{1, 5}, {2, 5}}), 4, List.of(0.0));
        assertThat(measured).isEqualTo(new Evaluation(2, 1, Double.NaN, -1));
    }

    @Test
    void withoutRowsThereAreNoFigures() {
        assertThat(Evaluation.of(new GramMatrix(1), 0, List.of(1.0)))
                .isEqualTo(new Evaluation(0, Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void aModelOfAnotherWidthIsNotMeasured() {
        assertThatThrownBy(() -> Evaluation.of(new GramMatrix(1), 0, List.of(1.0, 2.0)))
                .hasMessageContaining("2 coefficients for 1 columns");
    }

    private static GramMatrix rows(double[][] rows) {
        GramMatrix matrix = new GramMatrix(1);
        for (double[] row : rows) {
            matrix.add(row);
        }
        return matrix;
    }
}
