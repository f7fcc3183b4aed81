package io.headrace.worker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.events.JobFinished;
import io.headrace.events.JobModel;
import io.headrace.events.Metrics;
import io.headrace.worker.core.Made;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class WorkerMessagesTest {

    @Test
    void allFiguresAreTold() {
        Made.Figures figures = new Made.Figures(
                9,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Map.of("f1", 0.5, "roc-auc", 0.75),
                List.of(new Made.Slice("garden", null, 4, Map.of("f1", 0.25))));
        Made made = new Made(
                "w1",
                1,
                new Made.Result.Model(
                        ByteBuffer.allocate(3),
                        "ab",
                        "cd",
                        figures,
                        figures,
                        new Made.Provenance("forest", "{}", 7, Map.of(), true, null)));

        JobFinished finished = WorkerBinding.message("house", "8@", made);

        JobModel model = Objects.requireNonNull(finished.getModel());
        for (Metrics told : List.of(model.getMetrics(), Objects.requireNonNull(model.getChampionMetrics()))) {
            assertThat(told.getTestRows()).isEqualTo(9);
            assertThat(told.getRmse()).isNaN();
            assertThat(told.getFigures()).isEqualTo(Map.of("f1", 0.5, "roc-auc", 0.75));
            assertThat(told.getSlices()).singleElement().satisfies(slice -> {
                assertThat(slice.getColumn()).isEqualTo("garden");
                assertThat(slice.getValue()).isNull();
                assertThat(slice.getTestRows()).isEqualTo(4);
                assertThat(slice.getFigures()).isEqualTo(Map.of("f1", 0.25));
            });
        }
    }
}
