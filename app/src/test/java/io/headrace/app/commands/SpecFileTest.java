package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.yaml.YamlFile.BadYaml;
import io.headrace.pipelines.core.reading.SourceNames;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpecFileTest {

    @Test
    void aFileWithoutFaultIsASpecification() throws BadYaml {
        SpecFile file = parse("""
                pipeline: house-price
                dataset: {table: public.house, label: price, features: [area_m2]}
                trainer: {kind: ridge}
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.spec()).isNotNull();
        assertThat(file.json())
                .isEqualTo("{\"dataset\":{\"table\":\"public.house\",\"label\":\"price\",\"features\":[\"area_m2\"]},"
                        + "\"trainer\":{\"kind\":\"ridge\"}}");
    }

    @Test
    void saysEveryProblemWithItsLineInTheOrderOfTheFile() throws BadYaml {
        SpecFile file = parse("""
                pipeline: House Price
                dataset:
                  table: house
                  lable: price
                  features:
                    - area_m2
                    - {column: district, type: categorical,
                       values: [north, no, 7]}
                trainer: {kind: forest}
                trigger: {quiet: 200}
                gates:
                  - {metric: rmse}
                """);

        assertThat(ApplyCommand.sentence(file.name(), file.located(file.problems())))
                .isEqualToNormalizingNewlines("""
                house.yaml:1: pipeline: "House Price" is no name: up to 63 of a-z, 0-9, - and _, a letter first
                house.yaml:2: dataset.label: is missing
                house.yaml:3: dataset.table: "house" lacks its schema; write public.house
                house.yaml:4: dataset.lable: there is no such key here; did you mean "label"?
                house.yaml:8: dataset.features[1].values[2]: a text is expected, not 7; put it in quotes
                house.yaml:9: trainer.kind: one of external, gaussian-naive-bayes, logistic, random-forest, ridge, xgboost is expected, not "forest"
                house.yaml:10: trigger.quiet: a duration of at least 1 ms, such as 200ms, 2s, 5m, 1h or 3d, is expected, not 200
                house.yaml:12: gates[0].metric: exactly one of at-most, at-least, worse-than-champion-at-most is expected beside it, there are 0
                8 problems; what was in force stays in force""");
    }

    @Test
    void aFileNamesItsPipeline() throws BadYaml {
        SpecFile file = parse("trainer: {kind: ridge}\n");

        assertThat(file.spec()).isNull();
        assertThat(ApplyCommand.sentence(file.name(), file.located(file.problems())))
                .isEqualToNormalizingNewlines("""
                house.yaml:1: pipeline: is missing: the name to write it under
                house.yaml:1: dataset: is missing
                2 problems; what was in force stays in force""");
    }

    private static SpecFile parse(String text) throws BadYaml {
        return SpecFile.parse("house.yaml", text, new SourceNames(List.of("main")));
    }
}
