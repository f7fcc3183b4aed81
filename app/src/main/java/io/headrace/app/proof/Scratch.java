package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.FolderTree;
import io.headrace.app.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder for rows that do not fit into memory; it is gone at the end, also when Ctrl-C is the end.
final class Scratch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Scratch.class);

    private final Path folder;
    private final Thread atExit = new Thread(this::delete, "scratch");
    private int used;

    Scratch() {
        try {
            folder = Files.createTempDirectory("headrace-");
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "no folder for rows can be made in %s: %s; name another with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=…"
                            .formatted(System.getProperty("java.io.tmpdir"), Unusable.because(e)));
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// An empty folder.
    Path next() {
        return folder.resolve(String.valueOf(used++));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        delete();
    }

    private void delete() {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            LOGGER.debug("some of {} stays behind: files came while it was deleted", folder, e);
        }
    }
}
