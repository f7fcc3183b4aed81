package io.headrace.worker.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folders of jobs that are done.
final class Folders {

    private static final Logger LOGGER = LoggerFactory.getLogger(Folders.class);

    private Folders() {}

    /// Removes a folder with all that is in it. What stays behind is said.
    static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOGGER.warn("{} stays behind and can be removed: {}", folder, e.toString());
        }
    }
}
