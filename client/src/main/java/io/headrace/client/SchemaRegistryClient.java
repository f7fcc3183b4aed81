package io.headrace.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.client.HeadraceConfig.Login;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Writers' schemas by their ids, from a registry that speaks Confluent's API. A schema never changes, so each is
/// asked for once.
final class SchemaRegistryClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI api;
    private final @Nullable Login login;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();

    SchemaRegistryClient(URI api, @Nullable Login login) {
        this.api = api;
        this.login = login;
    }

    /// The schema of that id.
    ///
    /// @throws IOException if the registry is away or does not know it
    Schema schema(int id) throws IOException, InterruptedException {
        Schema already = known.get(id);
        if (already != null) {
            return already;
        }
        // Types stand in the schema where they are first used: the services register it whole.
        Schema schema = new Schema.Parser()
                .parse(get("/schemas/ids/" + id).path("schema").asText());
        known.put(id, schema);
        return schema;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        URI uri = URI.create(api.toString().replaceAll("/$", "") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        if (login != null) {
            request.header("Authorization", login.authorization());
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("The schema registry answered %d to GET %s: %s"
                    .formatted(response.statusCode(), uri, response.body()));
        }
        return json.readTree(response.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
