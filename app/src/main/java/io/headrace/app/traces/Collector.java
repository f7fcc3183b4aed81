package io.headrace.app.traces;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Who takes spans.
///
/// @param url such as `http://localhost:4318`: OTLP over HTTP, below `/v1/traces`
/// @param headers sent along, such as a token: not to be shown
public record Collector(URI url, Map<String, String> headers) {

    public Collector {
        headers = Map.copyOf(headers);
    }

    /// Reads headers as OpenTelemetry writes them: `api-key=a%20b,tenant=shop`.
    public static Map<String, String> headers(String text) {
        Map<String, String> headers = new HashMap<>();
        for (String header : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int end = header.indexOf('=');
            String value = header.substring(end + 1).replace("+", "%2B");
            headers.put(header.substring(0, end), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return headers;
    }

    /// One that asks nobody who they are.
    public static Collector at(URI url) {
        return new Collector(url, Map.of());
    }

    /// Without the headers, so that it may be logged.
    @Override
    public String toString() {
        return url.toString();
    }
}
