package io.headrace.app.reference;

import io.headrace.app.up.EventTopics;
import io.headrace.kernel.HeadraceVersion;
import io.headrace.kernel.topics.TopicSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.json.JsonMapper;

/// The topics of decisions as an AsyncAPI 3.1 document: what Headrace sends.
final class AsyncApi {

    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
    private static final String BINDING = "0.5.0";

    private AsyncApi() {}

    static String document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.1.0");
        document.put("info", info());
        document.put("defaultContentType", "application/avro");
        document.put("servers", Map.of("kafka", server()));
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        TreeSet<String> messages = new TreeSet<>();
        for (TopicEntry topic : TopicCatalogue.EVENTS) {
            channels.put(channel(topic), channelOf(topic));
            operations.put("tell-" + channel(topic), operation(topic));
            messages.addAll(topic.holds().messages());
        }
        for (TopicEntry topic : TopicCatalogue.TOOLS) {
            channels.put(channel(topic), channelOf(topic));
            operations.put("tell-" + channel(topic), operation(topic));
        }
        document.put("channels", channels);
        document.put("operations", operations);
        document.put("components", components(messages));
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDereferenceAliases(true)
                .setWidth(10_000)
                .build();
        return "# Written from the code: mvn -pl app test -Dtest=AsyncApiTest -Dupdate\n"
                + new Dump(settings).dumpToString(document);
    }

    private static Map<String, Object> info() {
        return ordered(
                "title",
                "Headrace",
                "version",
                HeadraceVersion.get(),
                "description",
                "What Headrace decides: continuous delivery of machine-learning models, driven by change data capture."
                        + " Payloads are Avro in the Confluent wire format (a zero byte, the schema's id in four bytes,"
                        + " the record); headers are those of CloudEvents 1.0 in Kafka's binary mode. What is told to lineage tools is JSON. Topics of rows have"
                        + " a schema for each table, which the schema registry holds. Where an installation has a topic"
                        + " prefix, every address begins with it.",
                "license",
                ordered("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0"));
    }

    private static Map<String, Object> server() {
        return ordered(
                "host",
                "{bootstrap}",
                "protocol",
                "kafka",
                "description",
                "The installation's Kafka. `headrace env` names that of an `up`.",
                "variables",
                ordered(
                        "bootstrap",
                        ordered("default", "localhost:9092", "description", "A bootstrap server, as host:port.")));
    }

    /// The topic's last word.
    static String channel(TopicEntry topic) {
        return topic.name().substring(topic.name().lastIndexOf('.') + 1);
    }

    /// What is told to tools is one message, and none of Headrace's own.
    private static List<String> names(TopicEntry topic) {
        List<String> own = topic.holds().messages();
        return own.isEmpty() ? List.of(LineageChannel.MESSAGE) : own;
    }

    private static Map<String, Object> channelOf(TopicEntry topic) {
        Map<String, Object> messages = new LinkedHashMap<>();
        names(topic).forEach(name -> messages.put(name, reference("components/messages/" + name)));
        TopicSpec spec = EventTopics.ALL.stream()
                .filter(one -> one.name().equals(topic.name()))
                .findFirst()
                .orElseThrow();
        return ordered(
                "address",
                topic.name(),
                "description",
                "Key: %s.".formatted(topic.holds().key()),
                "messages",
                messages,
                "bindings",
                ordered(
                        "kafka",
                        ordered(
                                "topic",
                                topic.name(),
                                "partitions",
                                spec.partitions(),
                                "topicConfiguration",
                                configuration(spec.settings()),
                                "bindingVersion",
                                BINDING)));
    }

    private static Map<String, Object> configuration(Map<String, String> settings) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("cleanup.policy", List.of(Objects.requireNonNull(settings.get("cleanup.policy"))));
        for (String limit : List.of("retention.ms", "retention.bytes")) {
            if (settings.containsKey(limit)) {
                configuration.put(limit, Long.valueOf(settings.get(limit)));
            }
        }
        return configuration;
    }

    private static Map<String, Object> operation(TopicEntry topic) {
        String channel = "channels/" + channel(topic);
        List<Object> messages = new ArrayList<>();
        names(topic).forEach(name -> messages.add(reference(channel + "/messages/" + name)));
        return ordered("action", "send", "channel", reference(channel), "summary", topic.about(), "messages", messages);
    }

    private static Map<String, Object> components(Iterable<String> names) {
        Map<String, Object> messages = new LinkedHashMap<>();
        names.forEach(name -> messages.put(name, message(name)));
        messages.put(LineageChannel.MESSAGE, LineageChannel.message(BINDING));
        return ordered("messages", messages, "schemas", ordered("EventHeaders", EventHeaders.schema()));
    }

    private static Map<String, Object> message(String name) {
        Schema schema = Messages.schema(name);
        return ordered(
                "name",
                "io.headrace." + name,
                "title",
                name,
                "summary",
                Objects.requireNonNullElse(schema.getDoc(), ""),
                "contentType",
                "application/avro",
                "headers",
                EventHeaders.of(name),
                "payload",
                ordered("schemaFormat", AVRO, "schema", plain(schema)),
                "bindings",
                ordered(
                        "kafka",
                        ordered(
                                "key",
                                ordered("type", "string", "description", "The aggregate's id, as in ce_subject."),
                                "schemaIdLocation",
                                "payload",
                                "schemaIdPayloadEncoding",
                                "confluent",
                                "bindingVersion",
                                BINDING)));
    }

    /// Without what is for the generator of Java classes.
    private static Object plain(Schema schema) {
        String json = schema.toString().replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"");
        return JsonMapper.shared().readValue(json.replace(",\"avro.java.string\":\"String\"", ""), Object.class);
    }

    static Map<String, Object> reference(String path) {
        return ordered("$ref", "#/" + path);
    }

    /// Names and values by turns.
    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
