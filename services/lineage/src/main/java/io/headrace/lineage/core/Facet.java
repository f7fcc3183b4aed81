package io.headrace.lineage.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A facet of a run, a job or a dataset.
///
/// @param name its key
/// @param schema URI of the schema that says what its fields are
/// @param fields texts, numbers and maps of those, in the order to write them in
public record Facet(String name, String schema, Map<String, Object> fields) {

    private static final String SPEC = "https://openlineage.io/spec/facets/";
    private static final String OWN = "urn:headrace:lineage:";

    public Facet {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// One of OpenLineage's own.
    ///
    /// @param version such as `1-0-0`
    /// @param type such as `DatasetVersionDatasetFacet`
    private static Facet known(String name, String version, String type, Map<String, Object> fields) {
        return new Facet(name, "%s%s/%s.json#/$defs/%s".formatted(SPEC, version, type, type), fields);
    }

    /// Which version of a dataset was read or made.
    static Facet version(String version) {
        return known("version", "1-0-0", "DatasetVersionDatasetFacet", Map.of("datasetVersion", version));
    }

    /// What a dataset is: TABLE or MODEL.
    static Facet datasetType(String type) {
        return known("datasetType", "1-0-0", "DatasetTypeDatasetFacet", Map.of("datasetType", type));
    }

    /// A job with a beginning and an end.
    static Facet jobType() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("processingType", "BATCH");
        fields.put("integration", "HEADRACE");
        fields.put("jobType", "TRAINING");
        return known("jobType", "2-0-4", "JobTypeJobFacet", fields);
    }

    /// What a job does, in a sentence.
    static Facet documentation(String sentence) {
        return known("documentation", "1-0-1", "DocumentationJobFacet", Map.of("description", sentence));
    }

    /// Why a run made nothing, in a sentence.
    static Facet errorMessage(String sentence) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message", sentence);
        fields.put("programmingLanguage", "JAVA");
        return known("errorMessage", "1-0-0", "ErrorMessageRunFacet", fields);
    }

    /// Who made a run. DataHub refuses a run of a producer that it does not know, unless this names it.
    static Facet processingEngine(String version) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", version);
        fields.put("name", "headrace");
        return known("processing_engine", "1-1-0", "ProcessingEngineRunFacet", fields);
    }

    /// What no facet of OpenLineage says of a run.
    static Facet run(Map<String, Object> fields) {
        return new Facet("headrace_run", OWN + "HeadraceRunFacet:1-0-0", fields);
    }

    /// What no facet of OpenLineage says of a model.
    static Facet model(RunNews.Model model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", "onnx");
        fields.put("sha256", model.sha256());
        fields.put("size", model.size());
        return new Facet("headrace_model", OWN + "HeadraceModelDatasetFacet:1-0-0", fields);
    }
}
