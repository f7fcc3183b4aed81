package io.headrace.lineage.delivery;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An endpoint of OpenLineage's HTTP API: one event by POST, as JSON.
public final class HttpReceiver implements Receiver {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SUCCESS = 2;
    private static final int SHOWN_MAX = 200;
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    /// Bad request, too large, media type, unprocessable: about the event. All others are about the endpoint, its
    /// address or the key, which somebody may mend: no event is lost meanwhile.
    private static final Set<Integer> ABOUT_THE_EVENT = Set.of(400, 413, 415, 422);

    private final Endpoint endpoint;
    private final Duration patience;
    private final HttpClient http;

    public HttpReceiver(Endpoint endpoint) {
        this(endpoint, PATIENCE);
    }

    /// @param patience with one event
    HttpReceiver(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the key is for this endpoint
                .build();
    }

    @Override
    public Answer offer(byte[] event) {
        CompletableFuture<HttpResponse<String>> asked =
                http.sendAsync(request(event), BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
        try {
            // A request's own time limit ends with the headers of the answer.
            return answer(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return new Answer.Away("%s does not answer: %s".formatted(endpoint, e.getCause()));
        } catch (TimeoutException _) {
            asked.cancel(true);
            return new Answer.Away("%s has not answered within %s".formatted(endpoint, patience));
        } catch (InterruptedException _) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Away("interrupted while %s was asked".formatted(endpoint));
        }
    }

    private HttpRequest request(byte[] event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.url())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(event));
        if (!endpoint.apiKey().isEmpty()) {
            request.header("Authorization", "Bearer " + endpoint.apiKey());
        }
        return request.build();
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
