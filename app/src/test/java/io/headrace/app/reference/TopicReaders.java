package io.headrace.app.reference;

import io.headrace.deployment.stream.DeploymentRoutes;
import io.headrace.incidents.stream.IncidentRoutes;
import io.headrace.registry.RegistryProjection;
import io.headrace.registry.RegistrySchema;
import io.headrace.schemas.Topics;
import io.headrace.training.stream.TrainingRoutes;
import io.headrace.validation.stream.ValidationRoutes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which services read a topic, and who else does.
final class TopicReaders {

    private static final Map<String, List<String>> TOPICS = topics();

    private static final Map<String, String> OTHERS = Map.of(
            Topics.LIVE,
            "subscribers",
            Topics.ARTIFACT,
            "subscribers, of models that are not inline; `rebuild`, `reproduce`, `forgotten`",
            Topics.LINEAGE,
            "lineage tools; lineage, to deliver",
            Topics.STATE,
            "`rebuild`",
            Topics.DATASET,
            "`verify`",
            Topics.rows("<source>", "<schema>", "<table>"),
            "dataset; `verify`, `reproduce`, `forgotten`",
            Topics.cuts("<source>"),
            "dataset; `reproduce`, `forgotten`",
            "headrace.<service>.dead-letters",
            "incidents (all but its own); the service, to replay; `dead-letters`",
            "headrace.capture.offsets",
            "capture, at its start; `verify`");

    private TopicReaders() {}

    /// In words.
    static String of(TopicEntry topic) {
        List<String> readers = TOPICS.entrySet().stream()
                .filter(service -> service.getValue().contains(topic.name()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
        String services = String.join(", ", readers);
        String others = Topics.EVENTS.contains(topic.name())
                ? "subscribers; `events`, `history`"
                : OTHERS.getOrDefault(topic.name(), services.isEmpty() ? topic.writer() + " itself" : "");
        return services.isEmpty() || others.isEmpty() ? services + others : services + "; " + others;
    }

    private static Map<String, List<String>> topics() {
        Map<String, List<String>> topics = new LinkedHashMap<>();
        topics.put("pipelines", List.of(Topics.PIPELINE_ROWS));
        topics.put("dataset", List.of(Topics.PIPELINE, Topics.DEPLOYMENT));
        topics.put("training", TrainingRoutes.routes().topics());
        topics.put("worker", List.of(Topics.PIPELINE, Topics.TRAINING));
        topics.put("validation", ValidationRoutes.routes().topics());
        topics.put("deployment", DeploymentRoutes.routes().topics());
        topics.put("incidents", IncidentRoutes.routes().topics());
        topics.put(
                "registry",
                new RegistryProjection(RegistrySchema.LIVE)
                        .topics().stream().map(topic -> topic.name()).toList());
        topics.put("lineage", List.of(Topics.PIPELINE, Topics.TRAINING));
        // The desk of each one's dead letters reads what people ask.
        topics.replaceAll((service, read) -> {
            List<String> all = new ArrayList<>(read);
            all.add(Topics.REQUEST_ROWS);
            return all;
        });
        return topics;
    }
}
