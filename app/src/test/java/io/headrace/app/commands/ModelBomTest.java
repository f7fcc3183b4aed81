package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.component.ModelCard;
import org.cyclonedx.parsers.JsonParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModelBomTest {

    private static final String SHA256 = "57d568c5".repeat(8);

    private static final Map<String, Object> SPECIFICATION = Map.of(
            "table",
            "public.house",
            "label",
            "price",
            "features",
            List.of(
                    Map.of("column", "area", "type", "NUMERIC"),
                    Map.of("column", "garden", "type", "BOOLEAN"),
                    Map.of("column", "district", "type", "CATEGORICAL")),
            "trainer",
            Map.of("kind", "ridge", "l2", 1.5));

    @Test
    void isACycloneDxDocumentByItsSchema() throws Exception {
        assertThat(new JsonParser().validate(json(version()), Version.VERSION_16))
                .isEmpty();
        assertThat(new JsonParser().validate(json(plainVersion()), Version.VERSION_16))
                .isEmpty();
    }

    @Test
    void sameVersionsHaveTheSameDocumentAndOthersAnotherNumber() {
        assertThat(json(version())).isEqualTo(json(version()));
        assertThat(new ModelBom(version(), SPECIFICATION).tree().get("serialNumber"))
                .isNotEqualTo(new ModelBom(plainVersion(), SPECIFICATION).tree().get("serialNumber"));
    }

    @Test
    void saysWhatTheModelIsAndWhatItWasMadeOf() throws Exception {
        Bom bom = new JsonParser().parse(json(version()).getBytes(StandardCharsets.UTF_8));

        Component model = bom.getMetadata().getComponent();
        assertThat(model.getType()).isEqualTo(Component.Type.MACHINE_LEARNING_MODEL);
        assertThat(model.getName() + "@" + model.getVersion()).isEqualTo("house-price@7");
        assertThat(model.getHashes()).extracting(hash -> hash.getValue()).containsExactly(SHA256);
        assertThat(model.getModelCard().getModelParameters().getInputs())
                .extracting(input -> input.getFormat())
                .containsExactly("area: double", "garden: bool", "district: string");
        assertThat(model.getModelCard().getQuantitativeAnalysis().getPerformanceMetrics())
                .extracting(metric -> metric.getType() + " " + metric.getValue())
                .containsExactly("rmse 5643.97", "r2 NaN", "mean error 835.5");
        assertThat(model.getModelCard().getConsiderations().getTechnicalLimitations())
                .containsExactly(
                        "made without 3 rows: null in \"rooms\"", "rooms was constant or dependent and has no weight");
        assertThat(model.getProperties())
                .extracting(property -> property.getName() + "=" + property.getValue())
                .contains(
                        "headrace:hyperparameter:l2=1.5",
                        "headrace:revision=2",
                        "headrace:trigger=quiet",
                        "headrace:code-version=0.2.0");
        assertThat(bom.getComponents()).singleElement().satisfies(dataset -> {
            assertThat(dataset.getName()).isEqualTo("public.house of main");
            assertThat(dataset.getProperties())
                    .extracting(property -> property.getName() + "=" + property.getValue())
                    .containsExactly(
                            "headrace:digest=f1a8",
                            "headrace:commit-lsn=0/1CB3308",
                            "headrace:committed-at=2026-01-31T11:59:00Z");
        });
    }

    @Test
    void saysWhichClassesAModelTellsAndHowWellOnSlices() throws Exception {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(version().columns());
        columns.putAll(Map.of("rmse", Double.NaN, "r2", Double.NaN, "mean_error", Double.NaN, "trainer", "forest 1"));
        columns.put("figures", Map.of("roc-auc", 0.9, "f1", 0.5));
        columns.put(
                "slices",
                List.of(
                        Map.of("column", "district", "value", "north", "testRows", 9, "figures", Map.of("f1", 0.25)),
                        Map.of("column", "district", "testRows", 1, "figures", Map.of("f1", 0.75))));
        Map<String, Object> specification = new LinkedHashMap<>(SPECIFICATION);
        specification.putAll(Map.of("label", "sold", "labelType", "BOOLEAN", "labelValues", List.of()));

        String json = json(new ModelBom(new Row(columns), specification));

        assertThat(new JsonParser().validate(json, Version.VERSION_16)).isEmpty();
        ModelCard card = new JsonParser()
                .parse(json.getBytes(StandardCharsets.UTF_8))
                .getMetadata()
                .getComponent()
                .getModelCard();
        assertThat(card.getModelParameters().getTask()).isEqualTo("classification");
        assertThat(card.getModelParameters().getArchitectureFamily()).isNull();
        assertThat(card.getModelParameters().getOutputs())
                .extracting(output -> output.getFormat())
                .containsExactly("sold: probabilities of [false, true]");
        assertThat(card.getQuantitativeAnalysis().getPerformanceMetrics())
                .extracting(metric -> "%s %s on %s".formatted(metric.getType(), metric.getValue(), metric.getSlice()))
                .containsExactly(
                        "f1 0.5 on test split",
                        "roc auc 0.9 on test split",
                        "f1 0.25 on district: north",
                        "f1 0.75 on district: (other)");
    }

    @Test
    void theHyperparametersAreThoseThatASearchFound() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(version().columns());
        columns.put("provenance", Map.of("hyperparameters", "{\"depth\":6,\"eta\":0.1}"));
        Map<String, Object> specification = new LinkedHashMap<>(SPECIFICATION);
        specification.put(
                "trainer",
                Map.of(
                        "kind",
                        "xgboost",
                        "worker",
                        Map.of("name", "xgboost", "seed", 7, "hyperparameters", "{\"depth\":4,\"eta\":0.1}")));

        String json = json(new ModelBom(new Row(columns), specification));

        assertThat(json)
                .contains("headrace:hyperparameter:depth\",\"value\":\"6\"", "headrace:hyperparameter:seed")
                .doesNotContain("headrace:hyperparameter:l2");
    }

    private static String json(Row version) {
        return json(new ModelBom(version, SPECIFICATION));
    }

    private static String json(ModelBom bom) {
        StringWriter json = new StringWriter();
        Print.json(new PrintWriter(json), bom.tree());
        return json.toString();
    }

    private static Row plainVersion() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(version().columns());
        columns.put("event_id", "b1967de7-0000-4000-8000-000000000000");
        columns.put("refused_rows", Map.of());
        columns.put("dropped_columns", List.of());
        columns.put("validation", null);
        return new Row(columns);
    }

    private static Row version() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("event_id", "d9e63c3e-0000-4000-8000-000000000000");
        columns.put("code_version", "0.2.0");
        columns.put("pipeline", "house-price");
        columns.put("version", 7L);
        columns.put("revision", 2);
        columns.put("trained_at", Instant.parse("2026-01-31T12:00:00Z"));
        columns.put("trigger", "quiet");
        columns.put("source", "main");
        columns.put("cut", 57L);
        columns.put("commit_lsn", "0/1CB3308");
        columns.put("committed_at", Instant.parse("2026-01-31T11:59:00Z"));
        columns.put("train_rows", 224L);
        columns.put("test_rows", 67L);
        columns.put("refused_rows", Map.of("null in \"rooms\"", 3));
        columns.put("dropped_columns", List.of("rooms"));
        columns.put("rmse", 5643.97);
        columns.put("r2", Double.NaN);
        columns.put("mean_error", 835.5);
        columns.put("trainer", "ridge/1");
        columns.put("dataset_digest", "f1a8");
        columns.put("sha256", SHA256);
        columns.put("artifact_bytes", 734);
        columns.put("validation", "ACCEPTED");
        columns.put("state", "IN_PRODUCTION");
        return new Row(columns);
    }
}
