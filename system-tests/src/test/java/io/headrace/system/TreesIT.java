package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.Environment;
import io.headrace.client.Headrace;
import io.headrace.client.Subscription;
import io.headrace.client.onnx.CurrentOnnxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Trees that tell classes, from a table to a subscriber, and by models that are too large for one message.
final class TreesIT {

    private static final String PIPELINE = """
            pipeline: sold
            dataset:
              table: public.flat
              label: %s
              features:
                - area
                - {column: garden, type: boolean}
                - {column: district, type: categorical, values: [north, east, south]}
              nulls: {constant: 0}
            trainer: %s
            slices: [district]
            trigger: {changes: 1, quiet: 100ms}
            gates:
            %s
            """;
    private static final String SOLD = "{column: sold, type: boolean}";
    private static final String GRADE = "{column: grade, type: categorical, values: [poor, fair, good]}";

    @TempDir
    Path folder;

    @Test
    void treesTellClasses() throws Exception {
        try (Workplace at = Workplace.open(folder)) {
            aTableWithACorner(at);
            boostedTreesTellWhetherItIsSold(at);
            newRowsAreComparedWithTheChampion(at);
            aSubscriberAsksAModelOfSeveralMessages(at);
            aForestTellsOneOfThreeGrades(at);
            aSearchFindsTheBestOfLogisticRegressions(at);
            everythingHolds(at.terminal());
            whatTheServicesKnowIsMadeAgain(at);
        }
    }

    /// No line tells who is sold: large flats in the north, small ones elsewhere; and one in twenty is not so.
    private static void aTableWithACorner(Workplace at) throws Exception {
        at.database()
                .transaction(List.of(
                        "create table flat (id int primary key, area float8, garden boolean not null, district text not null,"
                                + " sold boolean, grade text)",
                        """
                        insert into flat
                        select n, area, n % 2 = 0, district, (n % 20 = 0) <> ((area > 100) = (district = 'north')),
                               case when area < 70 then 'poor' when area < 130 then 'fair' else 'good' end
                        from (select n, 20 + n * 7919 % 16001 / 100.0 area, (array['north', 'east', 'south'])[1 + n % 3] district
                              from generate_series(1, 4000) n) flats"""));
    }

    private static void boostedTreesTellWhetherItIsSold(Workplace at) throws Exception {
        String _ = at.terminal()
                .apply(
                        at.file(
                                "sold.yaml",
                                PIPELINE.formatted(
                                        SOLD,
                                        "{kind: xgboost, rounds: 600, depth: 12, min-child-weight: 0, seed: 42}",
                                        "  - {metric: accuracy, at-least: 0.85}\n  - {metric: log-loss, worse-than-champion-at-most: 50%}")));
        at.inProduction("sold", 1);
        JsonNode version = at.terminal().describe("sold@1");
        assertThat(version.get("figures").get("accuracy").asDouble()).isBetween(0.85, 0.99);
        assertThat(version.get("figures").get("roc-auc").asDouble()).isBetween(0.85, 1.0);
        assertThat(version.get("slices")).as(version.toString()).hasSize(3);
        assertThat(version.get("provenance").get("libraries").get("xgboost").asString())
                .isEqualTo("3.0.4");
    }

    private static void newRowsAreComparedWithTheChampion(Workplace at) {
        at.database().execute("update flat set garden = not garden where id < 50");
        at.inProduction("sold", 2);
        assertThat(
                        at.database()
                                .texts(
                                        "select gates::text from headrace_registry.version where pipeline = 'sold' and version = 2"))
                .singleElement()
                .asString()
                .contains("log-loss", "is not worse than version 1's");
    }

    private static void aSubscriberAsksAModelOfSeveralMessages(Workplace at) throws Exception {
        assertThat(at.database().texts("select distinct max(chunk) > 0 from headrace.artifact group by sha256"))
                .as("every artifact has more than one message")
                .containsExactly("t");
        Environment environment = at.environment();
        try (Headrace headrace = Headrace.connect(
                        environment.kafka().bootstrap(),
                        environment.registry().url().toString());
                CurrentOnnxModel current = new CurrentOnnxModel();
                Subscription _ = headrace.subscribe("sold", current)) {
            assertThat(current.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(probabilityOfSale(current, 150, "north")).isGreaterThan(0.5);
            assertThat(probabilityOfSale(current, 50, "north")).isLessThan(0.5);
            assertThat(probabilityOfSale(current, 50, "south")).isGreaterThan(0.5);
        }
    }

    private static double probabilityOfSale(CurrentOnnxModel current, double area, String district) {
        return current.classify(Map.of("area", area, "garden", true, "district", district))
                .probabilities()
                .getLast();
    }

    private static void aForestTellsOneOfThreeGrades(Workplace at) throws Exception {
        String _ = at.terminal()
                .apply(at.file(
                        "grade.yaml",
                        PIPELINE.formatted(
                                GRADE,
                                "{kind: random-forest, trees: 20, depth: 6, seed: 42}",
                                "  - {metric: f1, at-least: 0.9}")));
        at.inProduction("sold", 3);
        assertThat(at.terminal().describe("sold@3").get("figures").get("f1").asDouble())
                .isBetween(0.9, 1.0);
    }

    private static void aSearchFindsTheBestOfLogisticRegressions(Workplace at) throws Exception {
        String _ = at.terminal()
                .apply(at.file(
                        "grade.yaml",
                        PIPELINE.formatted(
                                GRADE,
                                "{kind: logistic, search: {over: {l2: [100000, 0.001, 1]}, metric: f1}}",
                                "  - {metric: f1, at-least: 0.9}")));
        at.inProduction("sold", 4);
        JsonNode version = at.terminal().describe("sold@4");
        assertThat(version.get("figures").get("f1").asDouble()).isBetween(0.9, 1.0);
        assertThat(version.get("trainer").asString()).isEqualTo("logistic/1");
        JsonNode provenance = version.get("provenance");
        assertThat(provenance.get("hyperparameters").asString()).contains("\"l2\":0.001");
        JsonNode trials = provenance.get("search").get("trials");
        assertThat(trials).hasSize(3);
        assertThat(trials.get(1).get("figure").asDouble())
                .isGreaterThan(trials.get(0).get("figure").asDouble());
    }

    private static void whatTheServicesKnowIsMadeAgain(Workplace at) throws Exception {
        at.up().close();
        String _ = at.terminal().holds("rebuild", "training", "worker", "validation", "deployment");
        at.startAgain();
        at.database().execute("update flat set garden = not garden where id < 50");
        at.inProduction("sold", 5);
    }

    private static void everythingHolds(Terminal terminal) {
        String _ = terminal.holds("verify", "sold");
        String _ = terminal.holds("rebuild", "registry", "--check");
        String _ = terminal.holds("rebuild", "training", "worker", "validation", "deployment", "--check");
        String _ = terminal.holds("reproduce", "sold", "--all");
    }
}
