package io.headrace.app.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.app.yaml.YamlFile.BadYaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class YamlFileTest {

    private static final String TEXT = """
            pipeline: house-price
            dataset:
              table: public.house
              features:
                - area_m2
                - {column: garden,
                   type: boolean}
              split: {test: 20%}            # by: customer_id
            trainer: {kind: ridge, l2: 1.0}
            """;

    @Test
    void readsMapsListsAndScalars() throws BadYaml {
        assertThat(YamlFile.read(TEXT).tree())
                .isEqualTo(Map.of(
                        "pipeline", "house-price",
                        "dataset",
                                Map.of(
                                        "table", "public.house",
                                        "features", List.of("area_m2", Map.of("column", "garden", "type", "boolean")),
                                        "split", Map.of("test", "20%")),
                        "trainer", Map.of("kind", "ridge", "l2", 1.0)));
    }

    @Test
    void knowsTheLineOfEachValue() throws BadYaml {
        YamlFile file = YamlFile.read(TEXT);

        assertThat(file.line("pipeline")).isEqualTo(1);
        assertThat(file.line("dataset.table")).isEqualTo(3);
        assertThat(file.line("dataset.features[0]")).isEqualTo(5);
        assertThat(file.line("dataset.features[1].type")).isEqualTo(7);
        assertThat(file.line("trainer.l2")).isEqualTo(9);
    }

    @Test
    void aMissingValueIsMissingWhereItWouldStand() throws BadYaml {
        YamlFile file = YamlFile.read(TEXT);

        assertThat(file.line("dataset.label")).isEqualTo(2);
        assertThat(file.line("dataset.features[1].values[0]")).isEqualTo(6);
        assertThat(file.line("gates")).isEqualTo(1);
    }

    @Test
    void aWordIsNoBoolean() throws BadYaml {
        assertThat(YamlFile.read("[no, on, true, ~, 7, '7', 1e3]").tree())
                .asString()
                .isEqualTo("[no, on, true, null, 7, 7, 1000.0]");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThatThrownBy(() -> YamlFile.read("a: 1\nb: 2\na: 3\n"))
                .isInstanceOfSatisfying(
                        BadYaml.class, bad -> assertThat(bad.line()).isEqualTo(3))
                .hasMessage("\"a\" stands here twice, first on line 1");
    }

    @Test
    void saysWhereTheTextStopsBeingYaml() {
        assertThatThrownBy(() -> YamlFile.read("a: 1\nb: [2\nc: 3\n"))
                .isInstanceOfSatisfying(
                        BadYaml.class, bad -> assertThat(bad.line()).isEqualTo(3));
    }

    @Test
    void refusesASecondDocument() {
        assertThatThrownBy(() -> YamlFile.read("a: 1\n---\nb: 2\n"))
                .isInstanceOfSatisfying(
                        BadYaml.class, bad -> assertThat(bad.line()).isEqualTo(2));
    }

    @Test
    void anEmptyFileIsNothing() throws BadYaml {
        assertThat(YamlFile.read("# only a remark\n").tree()).isNull();
    }
}
