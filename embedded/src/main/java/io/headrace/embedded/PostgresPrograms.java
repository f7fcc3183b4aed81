package io.headrace.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs: those that come along, unpacked once for every data folder, or those of an installation.
///
/// @param home the folder with `bin`
record PostgresPrograms(Path home) {

    /// Names an installation to take instead, such as `/usr/lib/postgresql/15`.
    private static final String VARIABLE = "HEADRACE_POSTGRES";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) ([0-9]+)");
    /// The first one whose locales need no library.
    private static final int BUILTIN_LOCALES = 17;

    static PostgresPrograms here(StartListener listener) {
        String named = System.getenv(VARIABLE);
        return new PostgresPrograms(named == null || named.isEmpty() ? unpacked(listener) : Path.of(named));
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /// How `initdb` is told of a locale that sorts by code points and knows UTF-8.
    List<String> locale() {
        return version() >= BUILTIN_LOCALES
                ? List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
                : List.of("--locale=C.UTF-8");
    }

    private int version() {
        try {
            Process asked = new ProcessBuilder(program("initdb"), "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Matcher version = VERSION.matcher(said);
            if (!version.find()) {
                throw new ServerFailure("%s --version says '%s'".formatted(program("initdb"), said));
            }
            return Integer.parseInt(version.group(1));
        } catch (IOException e) {
            throw new ServerFailure(
                    "there is no PostgreSQL in %s: %s must name a folder whose bin holds initdb and postgres"
                            .formatted(home, VARIABLE),
                    e);
        }
    }

    private static Path unpacked(StartListener listener) {
        Path servers = ServerFiles.folder();
        Path programs = servers.resolve("postgresql");
        if (Files.isDirectory(programs)) {
            return programs;
        }
        // Several JVMs may come here at once: one unpacks, aside, and a rename makes it whole or absent.
        try (FileChannel lock = FileChannel.open(
                        servers.resolve("postgresql.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (held.isValid() && !Files.isDirectory(programs)) {
                listener.says("unpacking PostgreSQL's programs, once");
                Path aside = Files.createTempDirectory(servers, "postgresql-");
                unpack(aside);
                Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(aside, programs, StandardCopyOption.ATOMIC_MOVE);
            }
            return programs;
        } catch (IOException e) {
            throw new ServerFailure("cannot unpack PostgreSQL to %s: %s".formatted(programs, e), e);
        }
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream resource = PostgresPrograms.class.getResourceAsStream(ARCHIVE)) {
            if (resource == null) {
                throw new IOException("%s is not on the classpath".formatted(ARCHIVE));
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, folder);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
