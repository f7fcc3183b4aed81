package io.headrace.registry.rebuild;

import io.headrace.kernel.HeadraceVersion;
import io.headrace.kernel.projector.Stretch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// From what a registry is made: by which build, out of which topics. What another build began may follow other rules.
final class Maker {

    private Maker() {}

    /// Equal for the same.
    ///
    /// @param whole each partition of every topic
    static String of(List<Stretch> whole) {
        StringBuilder all = new StringBuilder(HeadraceVersion.get()).append(' ').append(builtAt());
        whole.stream()
                .sorted(Comparator.comparing(Stretch::topicId).thenComparingInt(Stretch::partition))
                .forEach(stretch ->
                        all.append(" %s-%d@%d".formatted(stretch.topicId(), stretch.partition(), stretch.begin())));
        return all.toString();
    }

    private static String builtAt() {
        URI here = URI.create(
                Maker.class.getProtectionDomain().getCodeSource().getLocation().toString());
        try {
            return Files.getLastModifiedTime(Path.of(here)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
