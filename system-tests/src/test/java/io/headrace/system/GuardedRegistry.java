package io.headrace.system;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;

/// Stands before a schema registry and lets nobody through without a password.
final class GuardedRegistry implements AutoCloseable {

    static final String USER = "headrace";
    static final String PASSWORD = "for-schemas";

    private static final int NOT_THERE = 502;

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI behind;

    /// @param behind its Confluent-compatible API
    GuardedRegistry(URI behind) throws IOException {
        this.behind = behind;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass).setAuthenticator(new BasicAuthenticator("schemas") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals(USER) && password.equals(PASSWORD);
            }
        });
        server.start();
    }

    /// Where it is asked instead.
    String url() {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), behind.getPath());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()))
                    .header("Content-Type", "application/json")
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.sendResponseHeaders(NOT_THERE, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
