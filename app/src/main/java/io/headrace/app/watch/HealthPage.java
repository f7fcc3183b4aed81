package io.headrace.app.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// `/health`, `/health/live` and `/health/ready`.
///
/// Live is a process that answers. Ready is one whose services all do their work; the page says of each that does not,
/// why. A process that is live and not ready waits for something, and a restart would not help it.
final class HealthPage implements HttpHandler {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final List<ServiceHealth> services;

    HealthPage(List<ServiceHealth> services) {
        this.services = List.copyOf(services);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/health", "/health/ready" -> {
                boolean ready = isReady();
                answer(exchange, ready ? OK : UNAVAILABLE, page(ready));
            }
            case "/health/live" -> answer(exchange, OK, Map.of("live", true));
            default ->
                answer(
                        exchange,
                        NOT_FOUND,
                        Map.of("error", "there are /health, /health/live, /health/ready and /metrics here"));
        }
    }

    private boolean isReady() {
        return services.stream().allMatch(service -> service.ready().getAsBoolean());
    }

    private Map<String, @Nullable Object> page(boolean ready) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("live", true);
        page.put("ready", ready);
        page.put("services", services.stream().map(HealthPage::line).toList());
        return page;
    }

    private static Map<String, @Nullable Object> line(ServiceHealth service) {
        boolean ready = service.ready().getAsBoolean();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("service", service.name());
        line.put("ready", ready);
        line.put("why_not", ready ? null : service.why().get());
        return line;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> page) throws IOException {
        byte[] body = (JsonMapper.shared().writeValueAsString(page) + "\n").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
