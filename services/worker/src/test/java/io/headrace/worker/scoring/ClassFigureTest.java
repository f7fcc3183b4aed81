package io.headrace.worker.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against what `figures.py` recorded of scikit-learn.
final class ClassFigureTest {

    record Recorded(String name, Answers answers, SortedMap<String, Double> figures) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void theFiguresAreThoseOfScikitLearn(Recorded recorded) {
        SortedMap<String, Double> figures = ClassFigure.all(recorded.answers());

        assertThat(figures.keySet()).isEqualTo(recorded.figures().keySet());
        recorded.figures()
                .forEach((word, figure) -> assertThat(figures.get(word))
                        .as(word)
                        .isCloseTo(figure, within(1e-12 * Math.max(1, Math.abs(figure)))));
    }

    @Test
    void everyFigureIsRecordedOfTwoClassesAndOfMore() {
        assertThat(recorded()
                        .filter(one -> one.answers().classes() == 2)
                        .map(one -> one.figures().size()))
                .contains(ClassFigure.values().length);
        assertThat(recorded()
                        .filter(one -> one.answers().classes() > 2)
                        .map(one -> one.figures().size()))
                .contains(ClassFigure.values().length);
    }

    @Test
    void withoutRowsThereIsNoFigure() {
        assertThat(ClassFigure.all(new Answers(2))).isEmpty();
        assertThat(ClassFigure.all(new Answers(3))).isEmpty();
    }

    @Test
    void rowsOfOneClassHaveNoRocArea() {
        Answers answers = new Answers(2);
        answers.add(new double[] {0.25, 0.75}, 1);
        assertThat(ClassFigure.ROC_AUC.of(answers)).isNaN();
        assertThat(ClassFigure.PR_AUC.of(answers)).isEqualTo(1);

        Answers others = new Answers(2);
        others.add(new double[] {0.25, 0.75}, 0);
        assertThat(ClassFigure.ROC_AUC.of(others)).isNaN();
        assertThat(ClassFigure.PR_AUC.of(others)).isNaN();
    }

    @Test
    void whatIsEquallyProbableIsTheFirstClassAndRanksHalf() {
        Answers answers = new Answers(2);
        answers.add(new double[] {0.5, 0.5}, 0);
        answers.add(new double[] {0.5, 0.5}, 1);
        assertThat(ClassFigure.RECALL.of(answers)).isZero();
        assertThat(ClassFigure.ACCURACY.of(answers)).isEqualTo(0.5);
        assertThat(ClassFigure.ROC_AUC.of(answers)).isEqualTo(0.5);
    }

    /// −ln 2⁻⁵² where what was said to be impossible is.
    @Test
    void theImpossibleIsNoInfiniteLoss() {
        Answers answers = new Answers(2);
        answers.add(new double[] {1, 0}, 1);
        assertThat(ClassFigure.LOG_LOSS.of(answers)).isCloseTo(52 * Math.log(2), within(1e-12));
        assertThat(ClassFigure.BRIER.of(answers)).isEqualTo(1);
        assertThat(ClassFigure.CALIBRATION_ERROR.of(answers)).isEqualTo(1);
    }

    @Test
    void manyRowsAreKept() {
        Answers answers = new Answers(3);
        for (int i = 0; i < 5000; i++) {
            answers.add(new double[] {0.25, 0.5, 0.25}, i % 5 == 0 ? 1 : 2);
        }
        assertThat(answers.labelled(1)).isEqualTo(1000);
        assertThat(ClassFigure.ACCURACY.of(answers)).isEqualTo(0.2);
    }

    static Stream<Recorded> recorded() {
        Map<String, Recorded> all = new LinkedHashMap<>();
        Recorded last = null;
        for (String line : lines().lines().toList()) {
            String[] parts = line.split(",", -1);
            if (parts[0].equals("answers")) {
                String name = String.join(",", Arrays.asList(parts).subList(1, parts.length - 1));
                last = new Recorded(name, new Answers(Integer.parseInt(parts[parts.length - 1])), new TreeMap<>());
                all.put(name, last);
            } else if (parts[0].equals("row")) {
                double[] answer = Arrays.stream(parts, 2, parts.length)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                Objects.requireNonNull(last).answers().add(answer, Integer.parseInt(parts[1]));
            } else {
                Objects.requireNonNull(last).figures().put(parts[1], Double.valueOf(parts[2]));
            }
        }
        return all.values().stream();
    }

    private static String lines() {
        try (InputStream in =
                Objects.requireNonNull(ClassFigureTest.class.getResourceAsStream("/figures/figures.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
