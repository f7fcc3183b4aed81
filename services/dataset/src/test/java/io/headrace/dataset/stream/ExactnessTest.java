package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.events.DatasetVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happened to the rows, a version is one pass over what is left of them, bit for bit.
final class ExactnessTest {

    @TempDir
    Path folder;

    private @Nullable DatasetVersion latest;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aVersionIsOnePassOverTheRowsOfItsCut(long seed) {
        live(seed);
    }

    @Test
    void soItIsInALifeNeverSeenBefore() {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("seed %d (repeat with -Dheadrace.seed=%d)%n", seed, seed);
        live(seed);
    }

    private void live(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Bench bench = new Bench(folder)) {
            Workload table = new Workload(random, bench.captured);
            int revision = 0;
            bench.rows(table.readAgain());
            for (int step = 0; step < 60; step++) {
                List<ProducerRecord<byte[], byte[]>> records = switch (random.nextInt(12)) {
                    case 0 -> table.readAgain();
                    case 1 -> table.truncate();
                    default -> table.cut();
                };
                if (revision == 0 || random.nextInt(10) == 0) {
                    // The declaration arrives in the midst of a cut.
                    int middle = random.nextInt(records.size() + 1);
                    bench.rows(records.subList(0, middle));
                    bench.pipeline(Pipelines.accepted(++revision));
                    if (random.nextBoolean()) {
                        bench.rest();
                    }
                    bench.rows(records.subList(middle, records.size()));
                } else {
                    bench.rows(records);
                }
                if (random.nextInt(3) == 0) {
                    bench.rest();
                    check(bench, table, revision, "seed %d, step %d".formatted(seed, step));
                }
            }
        }
    }

    private void check(Bench bench, Workload table, int revision, String when) {
        bench.versions().forEach(version -> latest = version);
        assertThat(latest).as(when).isNotNull();
        assertThat(latest.getRevision()).as(when).isEqualTo(revision);
        OnePass truth = OnePass.over(table.houses(), Pipelines.TEST_SHARE);
        assertThat(OnePass.of(latest)).as(when).isEqualTo(truth);
        assertThat(OnePass.of(latest).model()).as(when).isEqualTo(truth.model());
    }
}
