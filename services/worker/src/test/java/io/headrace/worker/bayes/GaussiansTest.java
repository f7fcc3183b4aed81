package io.headrace.worker.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Encoding;
import io.headrace.exact.Label;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Houses;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.Parity;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class GaussiansTest {

    private static final Encoding ENCODING = new Encoding(
            Houses.ENCODING.features(), Label.categorical("label", List.of("small", "green", "grey")), null);

    private static final Objective OBJECTIVE = Objective.of(ENCODING.label());

    @Test
    void aGraphOfOtherGaussiansIsNoModel() {
        List<DatasetRow> rows = Houses.rows(11, 500, Houses::style);
        ClassSums sums = new ClassSums(new Columns(ENCODING, true, Collections.emptySortedMap()), OBJECTIVE);
        rows.forEach(sums);
        Gaussians fitted = sums.gaussians(new BayesSettings(1e-9));

        assertThat(difference(fitted, _ -> {}, rows)).isEmpty();
        List<Consumer<Gaussians>> changes = List.of(
                other -> other.constants()[0] += 1e-6,
                other -> other.curves().getFirst().means()[1] += 1e-6,
                other -> other.curves().getFirst().weights()[2] *= 1.000001,
                other -> other.fillings()[1] += 1e-6);
        for (Consumer<Gaussians> change : changes) {
            assertThat(difference(fitted, change, rows))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("its ONNX graph does not predict what the classifier predicts: "));
        }
    }

    /// What is wrong with the graph of Gaussians to which something was done.
    private static Optional<String> difference(Gaussians fitted, Consumer<Gaussians> change, List<DatasetRow> rows) {
        Gaussians other = new Gaussians(
                fitted.columns(),
                fitted.objective(),
                fitted.classes().clone(),
                fitted.constants().clone(),
                fitted.curves().stream()
                        .map(curve -> new Gaussians.Curves(
                                curve.column(),
                                curve.means().clone(),
                                curve.weights().clone()))
                        .toList(),
                fitted.fillings().clone());
        change.accept(other);
        return Parity.difference(other.graph(), ENCODING, fitted, rows::forEach);
    }
}
