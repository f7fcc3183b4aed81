package io.headrace.lineage.stream;

import io.headrace.lineage.core.Facet;
import io.headrace.lineage.core.Names;
import io.headrace.lineage.core.RunEvent;
import io.headrace.lineage.core.RunEvent.Dataset;
import io.headrace.lineage.core.RunEvent.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Run events as JSON. Equal events have equal texts.
final class RunEventJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private RunEventJson() {}

    static String text(RunEvent event) {
        return JSON.writeValueAsString(tree(event));
    }

    private static Map<String, Object> tree(RunEvent event) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("runId", event.run().toString());
        run.put("facets", facets(event.runFacets()));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("eventType", event.type().name());
        tree.put("eventTime", event.time().toString());
        tree.put("run", run);
        tree.put("job", job(event.job()));
        tree.put("inputs", datasets(event.inputs()));
        tree.put("outputs", datasets(event.outputs()));
        tree.put("producer", RunEvent.PRODUCER);
        tree.put("schemaURL", RunEvent.SCHEMA);
        return tree;
    }

    private static Map<String, Object> job(Job job) {
        return named(job.name(), job.facets());
    }

    private static List<Map<String, Object>> datasets(List<Dataset> datasets) {
        return datasets.stream()
                .map(dataset -> named(dataset.name(), dataset.facets()))
                .toList();
    }

    private static Map<String, Object> named(Names.Name name, List<Facet> facets) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("namespace", name.namespace());
        tree.put("name", name.name());
        tree.put("facets", facets(facets));
        return tree;
    }

    private static Map<String, Object> facets(List<Facet> facets) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Facet facet : facets) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("_producer", RunEvent.PRODUCER);
            fields.put("_schemaURL", facet.schema());
            fields.putAll(facet.fields());
            tree.put(facet.name(), fields);
        }
        return tree;
    }
}
