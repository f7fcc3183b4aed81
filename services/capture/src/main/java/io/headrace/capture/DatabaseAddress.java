package io.headrace.capture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/// How to reach a PostgreSQL database.
///
/// @param tls what pgjdbc and Debezium both call `sslmode`, `sslrootcert`, `sslcert`, `sslkey` and `sslpassword`; where
/// nothing is said, TLS is taken where the server offers it, unchecked
public record DatabaseAddress(
        String host, int port, String name, String user, String password, Map<String, String> tls) {

    public DatabaseAddress {
        tls = Map.copyOf(tls);
    }

    /// One that asks for nothing in particular.
    public DatabaseAddress(String host, int port, String name, String user, String password) {
        this(host, port, name, user, password, Map.of());
    }

    /// Opens a connection whose text output is the one that capture carries: ISO dates, UTC.
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(tls);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "headrace-capture");
        properties.setProperty("options", "-c TimeZone=UTC -c DateStyle=ISO,YMD -c search_path=public");
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(host, port, name), properties);
    }

    @Override
    public String toString() {
        return "%s@%s:%d/%s".formatted(user, host, port, name);
    }
}
