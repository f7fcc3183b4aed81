package io.headrace.embedded;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the servers' programs lie: the build puts them beside this module's classes, so that a start downloads
/// nothing. The system property `headrace.servers` names another place.
final class ServerFiles {

    private ServerFiles() {}

    static Path folder() {
        String given = System.getProperty("headrace.servers");
        Path folder = given == null ? codeSource().resolveSibling("servers") : Path.of(given);
        if (!Files.isDirectory(folder)) {
            throw new ServerFailure(
                    "no server programs in %s: build the module embedded with Maven, or name their".formatted(folder)
                            + " folder with -Dheadrace.servers=DIR");
        }
        return folder.toAbsolutePath();
    }

    /// This module's jar or class folder.
    static Path codeSource() {
        try {
            return Path.of(ServerFiles.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The JDK this JVM runs on.
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
