package io.headrace.kernel.avro;

import io.headrace.kernel.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A schema registry, through the two calls of Confluent's API that are needed.
///
/// Both answers never change, so a caller keeps them and outlives the registry's absence.
public final class SchemaRegistry implements Schemas, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final RegistryAddress address;
    private final String url;

    public SchemaRegistry(RegistryAddress address) {
        this.address = address;
        this.url = address.url().toString().replaceAll("/+$", "");
    }

    @Override
    public int register(String subject, Schema schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        String body = json.writeValueAsString(Map.of("schema", schema.toString()));
        HttpRequest request = request(path)
                .header("Content-Type", CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return ask(request).path("id").asInt();
    }

    @Override
    public Schema schema(int id) {
        String text =
                ask(request("/schemas/ids/" + id).GET().build()).path("schema").asString();
        return new Schema.Parser().parse(text);
    }

    /// How many subjects it has: a question that only a schema registry answers.
    ///
    /// @throws Unreadable if something else answers
    public int subjects() {
        JsonNode subjects = ask(request("/subjects").GET().build());
        if (!subjects.isArray()) {
            throw new Unreadable("%s/subjects answers, but lists no subjects".formatted(url));
        }
        return subjects.size();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Accept", CONTENT_TYPE + ", application/json");
        address.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    /// An answer that is late is asked for once more: whatever the registry was busy with, a second question does no
    /// harm.
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException _) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private JsonNode ask(HttpRequest request) {
        try {
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() / 100 == 2) {
                return json.readTree(answer.body());
            }
            String complaint = "the schema registry answers %s %s with %d: %s"
                    .formatted(request.method(), request.uri(), answer.statusCode(), answer.body());
            if (answer.statusCode() >= 500) {
                throw new Unavailable(complaint, new IOException("status " + answer.statusCode()));
            }
            throw new Unreadable(complaint);
        } catch (IOException e) {
            throw new Unavailable("the schema registry at %s does not answer".formatted(url), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while the schema registry was asked", e);
        }
    }
}
