package io.headrace.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Who PostgreSQL runs as: it refuses root.
///
/// Root runs it in a user namespace, where root is nobody; where namespaces are forbidden (in many containers), as
/// the user nobody, who then owns the data and may pass the folders above it. `no_setuid_fixup` lets it keep that right
/// in access(2), by which PostgreSQL looks for its programs.
enum PostgresUser {
    SELF(""),
    NAMESPACE("unshare -U"),
    NOBODY("setpriv --securebits=+no_setuid_fixup --reuid=65534 --regid=65534 --clear-groups"
            + " --inh-caps=+dac_override --ambient-caps=+dac_override");

    private static final int NOBODY_ID = 65_534;

    private final String prefix;

    PostgresUser(String prefix) {
        this.prefix = prefix;
    }

    /// The first that works here.
    static PostgresUser here() {
        if (!SELF.isRoot()) {
            return SELF;
        }
        for (PostgresUser user : List.of(NAMESPACE, NOBODY)) {
            if (!user.isRoot()) {
                return user;
            }
        }
        throw new ServerFailure("PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv` works here:"
                + " run as another user, or install util-linux");
    }

    List<String> command(List<String> command) {
        return Stream.concat(Stream.of(prefix.split(" ", -1)).filter(word -> !word.isEmpty()), command.stream())
                .toList();
    }

    /// Gives the folder to this user: an earlier start on it may have run as another one.
    void own(Path folder) {
        int owner = this == NOBODY ? NOBODY_ID : 0;
        if (this == SELF) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!Integer.valueOf(owner).equals(Files.getAttribute(file, "unix:uid"))) {
                    Files.setAttribute(file, "unix:uid", owner);
                }
            }
        } catch (IOException e) {
            throw new ServerFailure("cannot give %s to PostgreSQL's user: %s".formatted(folder, e), e);
        }
    }

    private boolean isRoot() {
        try {
            Process id = new ProcessBuilder(command(List.of("id", "-u")))
                    .redirectErrorStream(true)
                    .start();
            String uid = new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return !id.waitFor(5, TimeUnit.SECONDS)
                    || id.exitValue() != 0
                    || uid.strip().equals("0");
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
