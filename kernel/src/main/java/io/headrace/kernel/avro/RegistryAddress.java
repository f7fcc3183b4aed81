package io.headrace.kernel.avro;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// How to reach a schema registry.
///
/// @param url its Confluent-compatible API, such as `http://localhost:8081/apis/ccompat/v7`
/// @param user who asks; empty: it asks for none
public record RegistryAddress(URI url, String user, String password) {

    /// One that asks for no password.
    public static RegistryAddress at(URI url) {
        return new RegistryAddress(url, "", "");
    }

    /// The same.
    public static RegistryAddress at(String url) {
        return at(URI.create(url));
    }

    /// The header `Authorization` of a request, by HTTP's basic scheme (RFC 7617).
    Optional<String> authorization() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /// Without the password, so that it may be logged.
    @Override
    public String toString() {
        return url.toString();
    }
}
