package io.headrace.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once for every data folder.
final class PostgresPrograms {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresPrograms() {}

    /// The folder with `bin` and `lib`.
    static Path unpacked(StartListener listener) {
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
