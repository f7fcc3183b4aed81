package io.headrace.kernel.database;

/// Where a database is and who asks.
public record DatabaseAddress(String jdbcUrl, String user, String password) {

    /// Without the password, so that it may be logged.
    @Override
    public String toString() {
        return user + "@" + jdbcUrl.replaceAll("password=[^&]*", "password=…");
    }
}
