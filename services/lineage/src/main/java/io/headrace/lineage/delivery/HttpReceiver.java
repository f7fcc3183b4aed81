package io.headrace.lineage.delivery;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/// An endpoint of OpenLineage's HTTP API: one event by POST, as JSON.
public final class HttpReceiver implements Receiver {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SUCCESS = 2;
    private static final int SHOWN_MAX = 200;

    /// Bad request, too large, media type, unprocessable: about the event. All others are about the endpoint, its
    /// address or the key, which somebody may mend: no event is lost meanwhile.
    private static final Set<Integer> ABOUT_THE_EVENT = Set.of(400, 413, 415, 422);

    private final Endpoint endpoint;
    private final HttpClient http;

    public HttpReceiver(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the key is for this endpoint
                .build();
    }

    @Override
    public Answer offer(byte[] event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(event));
        if (!endpoint.apiKey().isEmpty()) {
            request.header("Authorization", "Bearer " + endpoint.apiKey());
        }
        try {
            return answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return new Answer.Away("%s does not answer: %s".formatted(endpoint, e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Away("interrupted while %s was asked".formatted(endpoint));
        }
    }

    private Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == SUCCESS) {
            return new Answer.Taken();
        }
        String body = response.body();
        String sentence = "%s answers %d: %s"
                .formatted(endpoint, status, body.length() > SHOWN_MAX ? body.substring(0, SHOWN_MAX) + "…" : body);
        return ABOUT_THE_EVENT.contains(status) ? new Answer.Refused(sentence) : new Answer.Away(sentence);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
