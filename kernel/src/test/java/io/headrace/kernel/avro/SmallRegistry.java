package io.headrace.kernel.avro;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A schema registry that starts at once and forgets everything: the two calls that services make.
public final class SmallRegistry implements AutoCloseable {

    private final JsonMapper json = JsonMapper.shared();
    private final List<String> schemas = new ArrayList<>();
    private final HttpServer server;
    private int asked;

    public SmallRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/subjects/", this::register);
        server.createContext("/schemas/ids/", this::schema);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How many calls it has answered.
    public synchronized int asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void register(HttpExchange call) throws IOException {
        String schema = json.readTree(call.getRequestBody()).path("schema").asString();
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        answer(call, 200, Map.of("id", schemas.indexOf(schema) + 1));
    }

    private synchronized void schema(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        if (id < 1 || id > schemas.size()) {
            answer(call, 404, Map.of("error_code", 40403));
        } else {
            answer(call, 200, Map.of("schema", schemas.get(id - 1)));
        }
    }

    private void answer(HttpExchange call, int status, Map<String, Object> body) throws IOException {
        asked++;
        byte[] bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
