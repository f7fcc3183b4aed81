package io.headrace.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headrace.app.traces.Collector;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A collector of traces, of the smallest kind: it takes spans by OTLP over HTTP, and keeps them.
final class SpanCollector implements AutoCloseable {

    private static final String HEADER = "api-key";
    private static final String TOKEN = "let me in";

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final int port;
    private HttpServer server;

    private SpanCollector() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    /// A span that came.
    ///
    /// @param parent empty: its trace begins with it
    record Taken(String service, String name, String trace, String span, String parent, Instant start, Instant end) {}

    static SpanCollector start() throws IOException {
        return new SpanCollector();
    }

    private HttpServer listen(int port) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        listening.createContext("/v1/traces", this::take);
        listening.start();
        return listening;
    }

    /// From here on whoever connects is refused.
    void goAway() {
        server.stop(0);
    }

    /// Listens where it did before.
    void comeBack() throws IOException {
        server = listen(port);
    }

    /// How to reach it, with what it asks for.
    Collector address() {
        return new Collector(URI.create("http://127.0.0.1:" + port), Map.of(HEADER, TOKEN));
    }

    /// The spans of a trace, in the order of their starts.
    List<Taken> trace(String id) {
        return taken.stream()
                .filter(span -> span.trace().equals(id))
                .sorted((one, other) -> one.start().compareTo(other.start()))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!TOKEN.equals(exchange.getRequestHeaders().getFirst(HEADER))) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_UNAUTHORIZED, -1);
                return;
            }
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::keep);
            // An answer without partial success is an empty message.
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans all) {
        String service = all.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(KeyValue::getValue)
                .map(value -> value.getStringValue())
                .findFirst()
                .orElseThrow();
        all.getScopeSpansList().forEach(scope -> scope.getSpansList().forEach(span -> taken.add(read(service, span))));
    }

    private static Taken read(String service, Span span) {
        return new Taken(
                service,
                span.getName(),
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                time(span.getStartTimeUnixNano()),
                time(span.getEndTimeUnixNano()));
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private static Instant time(long nanos) {
        return Instant.EPOCH.plus(Duration.ofNanos(nanos));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
