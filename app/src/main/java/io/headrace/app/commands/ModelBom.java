package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.HeadraceVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A model version as a bill of materials: CycloneDX 1.6 with the version as its component, a model card, and the
/// dataset that it was made of. The same version gives the same document.
///
/// What nobody told Headrace (users, use cases, ethics: sections of Mitchell et al., *Model Cards for Model Reporting*,
/// 2019) is there as `not stated`.
///
/// @param version a row of `headrace_registry.version`, with the event that announced it
/// @param specification what its revision says, as the registry has it
record ModelBom(Row version, Map<?, ?> specification) {

    private static final String MODEL = "model";
    private static final String DATASET = "dataset";
    private static final String NOT_STATED = "not stated";

    /// Of a version that the registry knows; a [CommandFailure] where it knows its revision no more.
    static ModelBom read(Session session, Row known) {
        Row row = session.row("""
                        select v.*, m.event_id, r.spec
                        from headrace_registry.version v
                        join headrace_registry.model_version m using (pipeline, version)
                        join headrace_registry.pipeline_revision r
                          on r.pipeline = v.pipeline and r.revision = v.revision and r.outcome = 'ACCEPTED'
                        where v.pipeline = ? and v.version = ?
                        """, known.text("pipeline"), known.number("version"))
                .orElseThrow(() -> CommandFailure.failed(
                        "the registry does not know revision %s of %s: `headrace rebuild registry --check` says why"
                                .formatted(known.text("revision"), known.text("pipeline"))));
        return new ModelBom(row, row.value("spec") instanceof Map<?, ?> specification ? specification : Map.of());
    }

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> bom = new LinkedHashMap<>();
        bom.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        bom.put("bomFormat", "CycloneDX");
        bom.put("specVersion", "1.6");
        bom.put("serialNumber", "urn:uuid:" + serial());
        bom.put("version", 1);
        bom.put("metadata", metadata());
        bom.put("components", List.of(dataset()));
        bom.put("dependencies", List.of(Map.of("ref", MODEL, "dependsOn", List.of(DATASET))));
        return bom;
    }

    private UUID serial() {
        return UUID.nameUUIDFromBytes(("headrace/bom/" + version.text("event_id")).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("timestamp", version.value("trained_at"));
        metadata.put(
                "tools",
                Map.of(
                        "components",
                        List.of(ordered("type", "application", "name", "headrace", "version", HeadraceVersion.get()))));
        metadata.put("component", model());
        return metadata;
    }

    private Map<String, @Nullable Object> model() {
        Map<String, @Nullable Object> model = ordered(
                "type", "machine-learning-model",
                "bom-ref", MODEL,
                "name", version.text("pipeline"),
                "version", version.text("version"),
                "description", "ONNX, %s bytes".formatted(version.text("artifact_bytes")));
        model.put("hashes", List.of(ordered("alg", "SHA-256", "content", version.text("sha256"))));
        model.put(
                "modelCard",
                ordered(
                        "modelParameters", parameters(),
                        "quantitativeAnalysis", Map.of("performanceMetrics", metrics()),
                        "considerations", considerations()));
        model.put("properties", properties());
        return model;
    }

    private Map<String, @Nullable Object> parameters() {
        List<Object> inputs = new ArrayList<>();
        for (Object feature : list("features")) {
            if (feature instanceof Map<?, ?> facts) {
                inputs.add(Map.of("format", "%s: %s".formatted(facts.get("column"), type(facts.get("type")))));
            }
        }
        Map<String, @Nullable Object> parameters = ordered(
                "approach", Map.of("type", "supervised"),
                "task", isOfClasses() ? "classification" : "regression",
                "modelArchitecture", version.text("trainer"),
                "datasets", List.of(Map.of("ref", DATASET)),
                "inputs", inputs,
                "outputs", List.of(Map.of("format", output())));
        if (version.text("trainer").startsWith("ridge/")) {
            parameters.put("architectureFamily", "linear");
        }
        return parameters;
    }

    private boolean isOfClasses() {
        return new VersionFigures(version).isOfClasses();
    }

    private String output() {
        String label = String.valueOf(specification.get("label"));
        if (!isOfClasses()) {
            return label + ": double";
        }
        Object classes = "BOOLEAN".equals(specification.get("labelType")) ? List.of(false, true) : list("labelValues");
        return "%s: probabilities of %s".formatted(label, classes);
    }

    private static String type(@Nullable Object feature) {
        return switch (String.valueOf(feature)) {
            case "NUMERIC" -> "double";
            case "BOOLEAN" -> "bool";
            default -> "string";
        };
    }

    private List<Object> metrics() {
        List<Object> metrics = new ArrayList<>();
        new VersionFigures(version).all().forEach((word, figure) -> metrics.add(metric(word, figure, "test split")));
        for (Object slice : version.list("slices")) {
            if (slice instanceof Map<?, ?> facts && facts.get("figures") instanceof Map<?, ?> figures) {
                Object value = facts.get("value");
                String rows = "%s: %s".formatted(facts.get("column"), value == null ? "(other)" : value);
                new TreeMap<>(figures).forEach((word, figure) -> metrics.add(metric(word, figure, rows)));
            }
        }
        return metrics;
    }

    private static Map<String, @Nullable Object> metric(Object word, Object figure, String slice) {
        return ordered("type", String.valueOf(word).replace('-', ' '), "value", String.valueOf(figure), "slice", slice);
    }

    private Map<String, @Nullable Object> considerations() {
        List<String> limitations = new ArrayList<>();
        if (version.value("refused_rows") instanceof Map<?, ?> refused) {
            refused.forEach((reason, rows) -> limitations.add("made without %s rows: %s".formatted(rows, reason)));
        }
        version.list("dropped_columns")
                .forEach(column -> limitations.add("%s was constant or dependent and has no weight".formatted(column)));
        return ordered(
                "users", List.of(NOT_STATED),
                "useCases", List.of(NOT_STATED),
                "technicalLimitations", limitations.isEmpty() ? List.of("none is known") : limitations,
                "ethicalConsiderations", List.of(Map.of("name", NOT_STATED)));
    }

    private Map<String, @Nullable Object> dataset() {
        Map<String, @Nullable Object> dataset = ordered(
                "type",
                "data",
                "bom-ref",
                DATASET,
                "name",
                "%s of %s".formatted(specification.get("table"), version.text("source")),
                "version",
                version.text("cut"),
                "description",
                "%s rows for training, %s for the test"
                        .formatted(version.text("train_rows"), version.text("test_rows")));
        dataset.put("data", List.of(Map.of("type", DATASET)));
        dataset.put(
                "properties",
                properties("digest", "dataset_digest", "commit-lsn", "commit_lsn", "committed-at", "committed_at"));
        return dataset;
    }

    private List<Object> properties() {
        List<Object> properties = new ArrayList<>(properties(
                "revision",
                "revision",
                "trigger",
                "trigger",
                "state",
                "state",
                "validation",
                "validation",
                "code-version",
                "code_version"));
        if (specification.get("trainer") instanceof Map<?, ?> trainer) {
            new TrainerFacts(version)
                    .hyperparameters(trainer)
                    .forEach(
                            (name, value) -> properties.add(property("hyperparameter:" + name, String.valueOf(value))));
        }
        return properties;
    }

    /// Names, each followed by the column that has the value; what has none is left out.
    private List<Object> properties(String... namesAndColumns) {
        List<Object> properties = new ArrayList<>();
        for (int i = 0; i < namesAndColumns.length; i += 2) {
            Object value = version.value(namesAndColumns[i + 1]);
            if (value != null) {
                properties.add(property(namesAndColumns[i], String.valueOf(value)));
            }
        }
        return properties;
    }

    private static Map<String, @Nullable Object> property(String name, String value) {
        return ordered("name", "headrace:" + name, "value", value);
    }

    private List<?> list(String name) {
        return specification.get(name) instanceof List<?> list ? list : List.of();
    }

    private static Map<String, @Nullable Object> ordered(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
