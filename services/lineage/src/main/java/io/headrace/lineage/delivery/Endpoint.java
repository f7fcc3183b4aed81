package io.headrace.lineage.delivery;

import java.net.URI;

/// Where run events are sent.
///
/// @param url takes them by POST, such as `http://marquez:5000/api/v1/lineage`
/// @param apiKey sent along as a bearer token; empty: nobody asks for one
public record Endpoint(URI url, String apiKey) {

    /// Without the key, so that it may be logged.
    @Override
    public String toString() {
        return url.toString();
    }
}
