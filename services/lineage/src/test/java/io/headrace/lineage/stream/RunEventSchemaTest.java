package io.headrace.lineage.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.headrace.lineage.core.Given;
import io.headrace.lineage.core.Plan;
import io.headrace.lineage.core.RunEvents;
import io.headrace.lineage.core.RunNews;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every event against the schemas that OpenLineage publishes, and each of its facets against its own: what
/// OpenLineage.json says of a facet is only that it names one. Where they come from: the note beside them.
final class RunEventSchemaTest {

    private static final String SPEC = "https://openlineage.io/spec/";
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mappings(RunEventSchemaTest::file)));
    private static final RunEvents EVENTS = new RunEvents(Given.NAMES);

    static Stream<JsonNode> events() {
        return Stream.of(
                        told(Given.QUEUED, Given.FOREST),
                        told(Given.TRAINED, Given.FOREST),
                        told(Given.FAILED, Given.FOREST),
                        told(Given.CANCELLED, Given.FOREST),
                        told(Given.TRAINED, Given.RIDGE),
                        told(Given.FAILED, Given.RIDGE))
                .flatMap(List::stream)
                .map(JsonMapper.shared()::readTree);
    }

    @ParameterizedTest
    @MethodSource("events")
    void isARunEventByTheSchema(JsonNode event) {
        assertThat(problems("2-0-2/OpenLineage.json#/$defs/RunEvent", event)).isEmpty();
        assertThat(problems("2-0-2/OpenLineage.json", event)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachFacetOfOpenLineageIsOneByItsSchema(JsonNode event) {
        Collection<Map.Entry<String, JsonNode>> facets = new HashSet<>();
        Stream.of(
                        event.path("run"),
                        event.path("job"),
                        event.path("inputs").path(0),
                        event.path("outputs").path(0))
                .forEach(owner -> facets.addAll(owner.path("facets").properties()));
        Set<String> checked = new HashSet<>();
        facets.forEach(facet -> {
            String schema = facet.getValue().path("_schemaURL").asString();
            if (schema.startsWith(SPEC)) {
                assertThat(problems(schema.substring(SPEC.length()), facet.getValue()))
                        .as(facet.getKey())
                        .isEmpty();
                checked.add(facet.getKey());
            } else {
                assertThat(facet.getKey()).startsWith("headrace_");
            }
        });
        assertThat(checked).contains("processing_engine", "jobType", "documentation", "version", "datasetType");
    }

    @Test
    void theSchemasRefuseWhatIsNone() {
        assertThat(problems("2-0-2/OpenLineage.json", JsonMapper.shared().readTree("{\"eventType\": \"START\"}")))
                .isNotEmpty();
        String facet = "{\"_producer\": \"urn:x\", \"_schemaURL\": \"urn:x\", \"message\": \"no language\"}";
        assertThat(problems(
                        "facets/1-0-0/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet",
                        JsonMapper.shared().readTree(facet)))
                .isNotEmpty();
    }

    private static List<String> told(RunNews news, Plan plan) {
        return EVENTS.of(news, plan).stream().map(RunEventJson::text).toList();
    }

    private static Set<ValidationMessage> problems(String schema, JsonNode json) {
        JsonSchema found = SCHEMAS.getSchema(SchemaLocation.of(SPEC + schema));
        return found.validate(
                json.toString(),
                InputFormat.JSON,
                run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    /// Facets refer to the version of OpenLineage.json that was there when they were written; what it says of facets
    /// has not changed since.
    private static String file(String url) {
        return url.startsWith(SPEC) ? "classpath:openlineage/" + url.substring(url.lastIndexOf('/') + 1) : url;
    }
}
