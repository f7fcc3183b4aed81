package io.headrace.lineage.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tool that takes events by HTTP, as long as it is told to.
public final class LineageTool implements AutoCloseable {

    private final List<String> taken = new ArrayList<>();
    private final HttpServer server;
    private @Nullable String key;
    private int status = 201;
    private int asked;
    private long missing;

    public LineageTool() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", this::take);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:%d/api/v1/lineage"
                .formatted(server.getAddress().getPort()));
    }

    /// What it answers from now on.
    public synchronized void answers(int nextStatus) {
        status = nextStatus;
    }

    /// From now on its answers lack so many bytes of those that they announce.
    public synchronized void stalls(long bytes) {
        missing = bytes;
    }

    /// The events that it has taken, in their order.
    public synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    /// How many events it was offered.
    public synchronized int asked() {
        return asked;
    }

    /// The header `Authorization` of the last one; null: it had none.
    public synchronized @Nullable String key() {
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void take(HttpExchange call) throws IOException {
        String event = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked++;
        key = call.getRequestHeaders().getFirst("Authorization");
        if (status / 100 == 2) {
            taken.add(event);
        }
        byte[] answer = "as told".getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, answer.length + missing);
        call.getResponseBody().write(answer);
        call.getResponseBody().flush();
        if (missing == 0) {
            call.close();
        }
    }
}
