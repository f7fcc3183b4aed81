package io.headrace.app;

import io.headrace.kernel.database.DatabaseAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/// A database by its URL for JDBC, user and password included.
public record PostgresUrl(String jdbc) {

    /// For services.
    public DatabaseAddress address() {
        Properties parts = parts();
        return new DatabaseAddress(jdbc, parts.getProperty("user"), parts.getProperty("password", ""));
    }

    /// For capture, whose engine wants it in parts.
    public io.headrace.capture.DatabaseAddress parted() {
        Properties parts = parts();
        return new io.headrace.capture.DatabaseAddress(
                parts.getProperty("PGHOST"),
                Integer.parseInt(parts.getProperty("PGPORT")),
                parts.getProperty("PGDBNAME"),
                parts.getProperty("user"),
                parts.getProperty("password", ""),
                tls(parts));
    }

    /// For psql and for drivers of other languages, without a password.
    public String psql() {
        Properties parts = parts();
        return "postgresql://%s@%s".formatted(parts.getProperty("user"), place());
    }

    /// `host:port/database`.
    public String place() {
        Properties parts = parts();
        return "%s:%s/%s"
                .formatted(parts.getProperty("PGHOST"), parts.getProperty("PGPORT"), parts.getProperty("PGDBNAME"));
    }

    /// Without the password, so that it may be logged.
    @Override
    public String toString() {
        return psql();
    }

    private static Map<String, String> tls(Properties parts) {
        return parts.stringPropertyNames().stream()
                .filter(name -> name.startsWith("ssl"))
                .collect(Collectors.toMap(name -> name, parts::getProperty));
    }

    private Properties parts() {
        return Objects.requireNonNull(Driver.parseURL(jdbc, new Properties()), "a URL of PostgreSQL");
    }
}
