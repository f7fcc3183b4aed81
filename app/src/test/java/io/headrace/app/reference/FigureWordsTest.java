package io.headrace.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.pipelines.core.reading.Reading;
import io.headrace.pipelines.core.reading.SourceNames;
import io.headrace.pipelines.core.reading.SpecReader;
import io.headrace.validation.core.Metric;
import io.headrace.worker.scoring.ClassFigure;
import io.headrace.worker.scoring.NumberScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Three services know the words of figures, and a page tells them.
final class FigureWordsTest {

    private static final List<String> OF_NUMBERS =
            List.copyOf(new NumberScore(9, 1, 1, 1, 1).figures().keySet());
    private static final List<String> OF_CLASSES =
            Arrays.stream(ClassFigure.values()).map(ClassFigure::word).toList();

    @Test
    void validationKnowsWhatWorkersMeasure() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::word))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(OF_NUMBERS.stream(), OF_CLASSES.stream()).toList());
    }

    @Test
    void aGateMayNameWhatIsMeasuredOfItsLabelAndNothingElse() {
        Object sold = Map.of("column", "sold", "type", "boolean");
        OF_NUMBERS.forEach(word -> {
            assertThat(problems("price", word)).isEmpty();
            assertThat(problems(sold, word)).singleElement().asString().contains(word + " is no figure of");
        });
        OF_CLASSES.forEach(word -> {
            assertThat(problems(sold, word)).isEmpty();
            assertThat(problems("price", word)).singleElement().asString().contains(word + " is no figure of");
        });
    }

    @Test
    void thePageNamesThemAll() throws IOException {
        String page = Files.readString(Path.of("../docs/how-to/classes.md"));
        Stream.concat(OF_NUMBERS.stream(), OF_CLASSES.stream())
                .forEach(word -> assertThat(page).contains("`" + word + "`"));
    }

    private static List<?> problems(Object label, String word) {
        Reading reading = SpecReader.read(
                new SourceNames(List.of("main")),
                "house",
                Map.of(
                        "dataset",
                        Map.of("table", "public.house", "label", label, "features", List.of("area")),
                        "trainer",
                        Map.of("kind", "external", "name", "forest"),
                        "gates",
                        List.of(Map.of("metric", word, "at-most", 1))));
        return reading.problems();
    }
}
