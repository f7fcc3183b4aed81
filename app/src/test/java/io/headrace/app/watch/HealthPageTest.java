package io.headrace.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthPageTest {

    @Test
    void saysWhichServiceIsNotReadyAndWhyAndIsLiveAllTheSame() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                new HealthPage(List.of(
                        new ServiceHealth("capture", () -> true, () -> ""),
                        new ServiceHealth("dataset", ready::get, () -> "it restores its state"))));
        server.start();
        try {
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> waiting = get(server, "/health/ready");
            assertThat(waiting.statusCode()).isEqualTo(503);
            assertThat(waiting.body())
                    .isEqualTo("{\"live\":true,\"ready\":false,\"services\":["
                            + "{\"service\":\"capture\",\"ready\":true,\"why_not\":null},"
                            + "{\"service\":\"dataset\",\"ready\":false,\"why_not\":\"it restores its state\"}]}\n");

            ready.set(true);

            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(get(server, "/elsewhere").statusCode()).isEqualTo(404);
        } finally {
            server.stop(0);
        }
    }

    private static HttpResponse<String> get(HttpServer server, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s"
                                    .formatted(server.getAddress().getPort(), path)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
