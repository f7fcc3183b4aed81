package io.headrace.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// Which Headrace this is, as its build was told.
public final class HeadraceVersion {

    private static final String VERSION = read();

    private HeadraceVersion() {}

    /// Such as `0.1.0`.
    public static String get() {
        return VERSION;
    }

    private static String read() {
        try (InputStream file = HeadraceVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(file, "the build writes version.properties"));
            return Objects.requireNonNull(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
