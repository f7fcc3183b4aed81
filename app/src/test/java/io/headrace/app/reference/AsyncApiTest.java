package io.headrace.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/// `docs/reference/asyncapi.yaml` is written from the code: `mvn -pl app test -Dtest=AsyncApiTest -Dupdate`.
class AsyncApiTest {

    /// Between services alone.
    private static final String INTERNAL = "DatasetVersion";

    @Test
    void theDocumentSaysWhatTheCodeSends() throws IOException {
        Page.check("asyncapi.yaml", AsyncApi.document());
    }

    @Test
    void everyTopicOfDecisionsIsAChannel() throws IOException {
        Set<String> addresses = map(document(), "channels").values().stream()
                .map(channel -> (String) ((Map<?, ?>) channel).get("address"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> topics = new TreeSet<>(Topics.EVENTS);
        topics.addAll(List.of(Topics.LIVE, Topics.ARTIFACT, Topics.LINEAGE));
        assertThat(addresses).isEqualTo(topics);
    }

    @Test
    void everyMessageIsThereWithItsSchema() throws IOException {
        Map<?, ?> messages = map(document(), "components", "messages");
        Set<String> names = new TreeSet<>(Messages.NAMES);
        names.remove(INTERNAL);
        Set<Object> told = new TreeSet<>(messages.keySet());
        assertThat(told.remove(LineageChannel.MESSAGE)).isTrue(); // none of Headrace's own
        assertThat(told).isEqualTo(new TreeSet<Object>(names));
        assertThat(names).allSatisfy(name -> {
            Object schema = map(messages, name, "payload").get("schema");
            Schema read = new Schema.Parser().parse(JsonMapper.shared().writeValueAsString(schema));
            assertThat(SchemaNormalization.toParsingForm(read))
                    .isEqualTo(SchemaNormalization.toParsingForm(Messages.schema(name)));
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        Map<?, ?> document = document();
        List<String> references = new ArrayList<>();
        collect(document, references);
        references.removeIf(reference -> reference.startsWith("https://"));
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                map(document, reference.substring(2).split("/", -1)))
                        .isNotEmpty());
    }

    @Test
    void everyChannelHasOneOperationThatSendsItsMessages() throws IOException {
        Map<?, ?> document = document();
        assertThat(map(document, "operations").values())
                .hasSameSizeAs(map(document, "channels").values());
        map(document, "channels").forEach((name, channel) -> {
            Map<?, ?> operation = map(document, "operations", "tell-" + name);
            assertThat(operation.get("action")).isEqualTo("send");
            assertThat((List<?>) operation.get("messages"))
                    .hasSameSizeAs(map((Map<?, ?>) channel, "messages").keySet());
        });
    }

    private static Map<?, ?> document() throws IOException {
        Object read =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Page.path("asyncapi.yaml")));
        return (Map<?, ?>) read;
    }

    /// The map at a place.
    private static Map<?, ?> map(Map<?, ?> from, String... path) {
        Map<?, ?> place = from;
        for (String step : path) {
            Object next = place.get(step);
            assertThat(next).as("%s of %s", step, List.of(path)).isInstanceOf(Map.class);
            place = (Map<?, ?>) Objects.requireNonNull(next);
        }
        return place;
    }

    private static void collect(@Nullable Object node, List<String> references) {
        switch (node) {
            case Map<?, ?> map -> {
                if (map.get("$ref") instanceof String reference) {
                    references.add(reference);
                }
                map.values().forEach(value -> collect(value, references));
            }
            case List<?> list -> list.forEach(value -> collect(value, references));
            case null, default -> {}
        }
    }
}
