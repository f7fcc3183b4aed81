package io.headrace.dataset;

import io.headrace.dataset.stream.Wire;
import io.headrace.kernel.stream.GroupOffsets;
import io.headrace.kernel.topics.TopicSetup;
import io.headrace.kernel.trace.Spans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// Throws away all that the dataset of a source keeps, and folds the row topics again.
///
/// Once thrown away it is folded by whatever runs the dataset next: an interrupted one goes on there.
public final class DatasetRebuild implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final DatasetConfig config;
    private final Admin admin;
    private final GroupOffsets offsets;

    private DatasetRebuild(DatasetConfig config) {
        this.config = config;
        this.admin = Admin.create(config.kafka().client());
        this.offsets = GroupOffsets.ofStopped("dataset-" + config.source(), config.kafka(), admin);
    }

    /// Waits until no copy of the dataset is left; a [io.headrace.kernel.Unavailable] says that one still runs.
    public static DatasetRebuild of(DatasetConfig config) {
        return new DatasetRebuild(config);
    }

    /// Removes the stores, their changelogs, and how far it had read.
    public void throwAway() {
        offsets.rewind();
        new TopicSetup(admin, config.kafka()).remove(this::isInternal);
        removeFolder(config.stateDir().resolve(config.application()));
    }

    private boolean isInternal(String topic) {
        return config.kafka().named(topic).startsWith(config.application() + "-")
                && (topic.endsWith("-changelog") || topic.endsWith("-repartition"));
    }

    /// Folds the row topics; returns when they are folded to their end and no revision is left to compute.
    ///
    /// @param passed is told how many offsets are behind it, and of how many
    public void fold(Wire wire, Passed passed) {
        try (DatasetService dataset = new DatasetService(config, wire, Spans.NONE)) {
            dataset.start();
            GroupOffsets.Reach reach = offsets.reach("cdc." + config.source() + ".");
            while (reach.left() > 0 || !dataset.status().scans().isEmpty()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("interrupted; the next start of the dataset goes on");
                }
                passed.passed(reach.passed(), reach.passed() + reach.left());
                LockSupport.parkNanos(PAUSE.toNanos());
                reach = offsets.reach("cdc." + config.source() + ".");
            }
            passed.passed(reach.passed(), reach.passed());
        }
    }

    /// Hears how far it is.
    @FunctionalInterface
    public interface Passed {
        void passed(long offsets, long of);
    }

    @Override
    public void close() {
        admin.close();
    }

    private static void removeFolder(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
