package io.headrace.pipelines.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.PipelineSpec.Trainer;
import io.headrace.pipelines.core.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TrainerReaderTest {

    @Test
    void readsAnExternalTrainer() {
        Reading reading = read(House.map(
                "kind",
                "external",
                "name",
                "forest",
                "hyperparameters",
                House.map("trees", 200, "criterion", "squared_error", "leaf", 0.5, "bootstrap", true),
                "seed",
                7,
                "timeout",
                "2m"));
        assertThat(reading.problems()).isEmpty();
        assertThat(Objects.requireNonNull(reading.spec()).trainer())
                .isEqualTo(new Trainer.External(
                        "forest",
                        new TreeMap<>(
                                Map.of("trees", 200L, "criterion", "squared_error", "leaf", 0.5, "bootstrap", true)),
                        7,
                        Duration.ofMinutes(2)));
    }

    @Test
    void anExternalTrainerNeedsNothingButItsName() {
        assertThat(Objects.requireNonNull(read(House.map("kind", "external", "name", "forest"))
                                .spec())
                        .trainer())
                .isEqualTo(new Trainer.External("forest", new TreeMap<>(), 0, Duration.ofMinutes(10)));
    }

    @Test
    void aTrainerHasTheKeysOfItsKindAlone() {
        assertThat(problems(House.map("kind", "external", "l2", 1)))
                .containsExactly("trainer.l2: a trainer of the kind external has none", "trainer.name: is missing");
        assertThat(problems(House.map("kind", "ridge", "seed", 1)))
                .containsExactly("trainer.seed: a trainer of the kind ridge has none");
        assertThat(problems(House.map("kind", "ridge", "l2", -1)))
                .containsExactly("trainer.l2: -1 is negative; 0 is least squares");
        assertThat(problems(House.map("kind", "forest")))
                .containsExactly("trainer.kind: one of external, ridge is expected, not \"forest\"");
    }

    @Test
    void aNameIsNoCommand() {
        assertThat(problems(House.map("kind", "external", "name", "rm -rf /")))
                .containsExactly(
                        "trainer.name: \"rm -rf /\" is no name of a program: lower-case letters, digits, - and _ are, a letter first");
    }

    @Test
    void hyperparametersAreTextsNumbersAndFlags() {
        assertThat(problems(House.map(
                        "kind", "external", "name", "forest", "hyperparameters", House.map("sizes", House.list(1, 2)))))
                .containsExactly(
                        "trainer.hyperparameters.sizes: a text, a finite number, true or false is expected, not a list");
        assertThat(problems(House.map("kind", "external", "name", "forest", "hyperparameters", 3)))
                .containsExactly("trainer.hyperparameters: a block of names with values is expected, not 3");
    }

    @Test
    void rowsWithNullsAreExcluded() {
        Map<String, Object> tree = House.with("dataset.nulls", "mean");
        tree.put("trainer", House.map("kind", "external", "name", "forest"));
        assertThat(SpecReader.read(House.SOURCES, "house-price", tree).problems().stream()
                        .map(Problem::toString)
                        .toList())
                .contains("dataset.nulls: rows with nulls can only be excluded for an external trainer: write exclude");
    }

    private static Reading read(Object trainer) {
        return SpecReader.read(House.SOURCES, "house-price", House.with("trainer", trainer));
    }

    private static List<String> problems(Object trainer) {
        return read(trainer).problems().stream().map(Problem::toString).toList();
    }
}
