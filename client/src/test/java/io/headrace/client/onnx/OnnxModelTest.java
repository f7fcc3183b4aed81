package io.headrace.client.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.client.TestModels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OnnxModelTest {

    private static final Map<String, Object> ROW = Map.of("area", 50, "garden", true, "district", "south", "id", 7L);

    @Test
    void predictsFromRawColumnsByName() throws Exception {
        try (OnnxModel model = OnnxModel.load(TestModels.of(1, TestGraph.bytes(2.5)))) {
            assertThat(model.columns()).containsExactlyInAnyOrder("area", "garden", "district");
            assertThat(model.predict(ROW)).isEqualTo(50 * 2.5 + 1 + 100);
        }
    }

    @Test
    void predictsManyRowsInTheirOrder() throws Exception {
        try (OnnxModel model = OnnxModel.load(TestModels.of(1, TestGraph.bytes(1)))) {
            assertThat(model.predict(List.of(
                            ROW,
                            Map.of("area", 1.25, "garden", false, "district", "nowhere"),
                            Map.of("area", 3L, "garden", true, "district", "north"))))
                    .containsExactly(151, 1.25, 4);
        }
    }

    @Test
    void predictsWithTheModelsOfOtherTools() throws Exception {
        try (OnnxModel model = OnnxModel.load(TestModels.of(1, TestGraph.ofFloats()))) {
            assertThat(model.predict(Map.of("area", 2.5, "garden", true))).isEqualTo(3.5);
        }
    }

    @Test
    void tellsTheProbabilitiesOfClasses() throws Exception {
        try (OnnxModel model = OnnxModel.load(TestModels.of(1, TestGraph.ofClasses()))) {
            assertThat(model.probabilities(Map.of("area", 0.75))).containsExactly(0.25, 0.75);
            assertThat(model.classify(Map.of("area", 0.75))).isEqualTo(1);
            assertThat(model.classify(List.of(Map.of("area", 0.5), Map.of("area", 0.625))))
                    .containsExactly(0, 1);
            assertThat(model.probabilities(List.of())).isEmpty();
        }
    }

    @Test
    void namesWhatAModelCannotBeAsked() throws Exception {
        try (OnnxModel model = OnnxModel.load(TestModels.of(1, TestGraph.ofClasses()))) {
            assertThatThrownBy(() -> model.predict(Map.of("area", 0.75)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("house-price v1")
                    .hasMessageEndingWith("tells classes, not a number: ask it for probabilities, or to classify");
        }
        try (OnnxModel model = OnnxModel.load(TestModels.of(1, TestGraph.bytes(1)))) {
            assertThatThrownBy(() -> model.classify(ROW))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("predicts a number and knows no classes: ask it to predict");
        }
    }

    @Test
    void theModelInProductionMayTellClasses() throws Exception {
        try (CurrentOnnxModel current = new CurrentOnnxModel()) {
            current.onModel(TestModels.of(3, TestGraph.ofClasses()));
            CurrentOnnxModel.Classified told = current.classify(Map.of("area", 0.75));
            assertThat(told.most()).isEqualTo(1);
            assertThat(told.probabilities()).containsExactly(0.25, 0.75);
            assertThat(told.model().version()).isEqualTo(3);
        }
    }

    @Test
    void aDateOrATimeIsItsSecondsInUtc() throws Exception {
        try (OnnxModel model = OnnxModel.load(TestModels.of(1, TestGraph.bytes(1)))) {
            Map<String, Object> row = new HashMap<>(ROW);
            row.put("area", 86_400.5);
            double expected = model.predict(row);
            for (Object time : List.of(
                    LocalDateTime.of(1970, 1, 2, 0, 0, 0, 500_000_000), Instant.parse("1970-01-02T00:00:00.5Z"))) {
                row.put("area", time);
                assertThat(model.predict(row)).isEqualTo(expected);
            }
            row.put("area", Math.nextDown(1.8e9));
            expected = model.predict(row);
            row.put("area", Instant.ofEpochSecond(1_799_999_999, 999_999_999));
            assertThat(model.predict(row)).isEqualTo(expected);
            row.put("area", 86_400);
            double day = model.predict(row);
            row.put("area", LocalDate.of(1970, 1, 2));
            assertThat(model.predict(row)).isEqualTo(day);
        }
    }

    @Test
    void namesTheColumnThatIsMissingOrOfAnotherType() throws Exception {
        Map<String, Object> row = new HashMap<>(ROW);
        try (OnnxModel model = OnnxModel.load(TestModels.of(1, TestGraph.bytes(1)))) {
            row.put("area", "fifty");
            assertThatThrownBy(() -> model.predict(row))
                    .hasMessage(
                            "Column area must be a number (a date or a time may be a LocalDate, LocalDateTime or Instant), but is fifty");
            row.remove("area");
            assertThatThrownBy(() -> model.predict(row))
                    .hasMessageStartingWith(
                            "Column area must be a number (a date or a time may be a LocalDate, LocalDateTime or Instant), but is missing");
        }
    }

    @Test
    void namesTheModelThatCannotBeLoaded() {
        assertThatThrownBy(() -> OnnxModel.load(TestModels.of(3, new byte[] {1, 2, 3})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("house-price v3");
    }

    @Test
    void aModelThatCannotBeLoadedDoesNotReplaceTheOneBefore() throws Exception {
        try (CurrentOnnxModel current = new CurrentOnnxModel()) {
            assertThatThrownBy(() -> current.predict(ROW)).hasMessageContaining("No model is in production yet");
            current.onModel(TestModels.of(1, TestGraph.bytes(1)));
            assertThatThrownBy(() -> current.onModel(TestModels.of(2, new byte[] {1})))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(current.predict(ROW).model().version()).isEqualTo(1);
        }
    }

    @Test
    void swapsModelsWhileItAnswers() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (CurrentOnnxModel current = new CurrentOnnxModel();
                ExecutorService askers = Executors.newFixedThreadPool(2)) {
            current.onModel(TestModels.of(1, TestGraph.bytes(1)));
            List<Future<Long>> answers =
                    List.of(askers.submit(() -> askUntil(stop, current)), askers.submit(() -> askUntil(stop, current)));
            for (long version = 2; version <= 50; version++) {
                current.onModel(TestModels.of(version, TestGraph.bytes((double) version)));
            }
            stop.set(true);
            for (Future<Long> asked : answers) {
                assertThat(asked.get(30, TimeUnit.SECONDS)).isPositive();
            }
        }
    }

    /// Each answer is of the model that it names.
    private static long askUntil(AtomicBoolean stop, CurrentOnnxModel current) {
        long asked = 0;
        do {
            CurrentOnnxModel.Answer answer = current.predict(ROW);
            assertThat(answer.prediction())
                    .isEqualTo(50.0 * (double) answer.model().version() + 101);
            asked++;
        } while (!stop.get());
        return asked;
    }
}
