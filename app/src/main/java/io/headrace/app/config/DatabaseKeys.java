package io.headrace.app.config;

import io.headrace.app.PostgresUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/// The three keys that say where a database is and who connects.
record DatabaseKeys(Key url, Key user, Key password) {

    /// The database; empty: something is wrong, and is kept.
    Optional<PostgresUrl> read(Values values) {
        int before = values.problems().size();
        String whole = with(with(values.value(url), "user", values.value(user)), "password", values.value(password));
        if (values.problems().size() > before) {
            return Optional.empty();
        }
        Properties parts = Driver.parseURL(whole, new Properties());
        if (parts == null) {
            values.complain(
                    "%s is no URL of one PostgreSQL database: it must be %s".formatted(values.shown(url), url.rule()));
            return Optional.empty();
        }
        if (parts.getProperty("user") == null) {
            values.complain("%s names no user: set %s, or %s to %s?user=…"
                    .formatted(values.shown(url), user.variable(), url.variable(), url.rule()));
            return Optional.empty();
        }
        return Optional.of(new PostgresUrl(whole));
    }

    private static String with(String url, String parameter, String value) {
        return value.isEmpty()
                ? url
                : "%s%s%s=%s"
                        .formatted(
                                url,
                                url.contains("?") ? "&" : "?",
                                parameter,
                                URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
