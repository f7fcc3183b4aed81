package io.headrace.capture.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Registers schemas over the registry's Confluent-compatible interface, each once in the life of this
/// object.
///
/// One small request per schema does not justify the serde's client, and the number is the same: the registry
/// counts contents.
public final class RegistrySchemaIds implements SchemaIds {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = JsonMapper.shared();
    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final String api;

    /// Asks a registry.
    ///
    /// @param registry `http://host:port` or the URL of any of its interfaces below `/apis`
    public RegistrySchemaIds(String registry) {
        this.api = registry.replaceAll("/apis/.*$", "").replaceAll("/$", "") + "/apis/ccompat/v7/";
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return known.computeIfAbsent(subject + ' ' + schema, k -> register(subject, schema));
    }

    @Override
    public Schema schema(int id) {
        return schemas.computeIfAbsent(id, this::fetch);
    }

    private Schema fetch(int id) {
        URI uri = URI.create(api + "schemas/ids/" + id);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
        String schema = body(send(request), "schema " + id).path("schema").asString();
        return new Schema.Parser().parse(schema);
    }

    private int register(String subject, Schema schema) {
        URI uri = URI.create(api + "subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions");
        String body = json.writeValueAsString(Map.of("schema", schema.toString(), "schemaType", "AVRO"));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return body(send(request), subject).path("id").asInt();
    }

    private JsonNode body(HttpResponse<String> response, String asked) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("The schema registry refused %s at %s: status %d, %s"
                    .formatted(asked, response.uri(), response.statusCode(), response.body()));
        }
        return json.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("The schema registry does not answer at " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a schema was registered", e);
        }
    }
}
