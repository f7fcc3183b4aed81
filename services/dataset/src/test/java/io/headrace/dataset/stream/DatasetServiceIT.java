package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.dataset.DatasetService;
import io.headrace.events.DatasetVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On a real broker: instances come and go in the midst of cuts, and every version is still one pass over the rows of
/// its cut.
final class DatasetServiceIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CUTS_AT_ONCE = 40;

    @TempDir
    Path folder;

    private final Map<Long, OnePass> truths = new TreeMap<>();
    private @Nullable DatasetVersion latest;

    @ParameterizedTest
    @ValueSource(ints = {3, 1, 8})
    void everyVersionIsOnePassOverTheRowsOfItsCut(int partitions) throws Exception {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("%d partitions, seed %d (repeat with -Dheadrace.seed=%d)%n", partitions, seed, seed);
        SplittableRandom random = new SplittableRandom(seed);
        try (Cluster cluster = new Cluster(folder, partitions)) {
            Captured captured = new Captured(cluster.wire, partitions, System.currentTimeMillis() * 1_000);
            Workload table = new Workload(random, captured);
            cluster.pipeline(Pipelines.accepted(1));
            send(cluster, captured, table);
            DatasetService first = cluster.service("first");
            live(cluster, captured, table, random);
            await(cluster, table, 1, seed);

            // A second instance takes some partitions; the first is closed in the midst of a cut.
            DatasetService second = cluster.service("second");
            live(cluster, captured, table, random);
            List<ProducerRecord<byte[], byte[]>> cut = table.bigCut();
            truths.put(captured.number(), OnePass.over(table.houses(), Pipelines.TEST_SHARE));
            cluster.rows(cut.subList(0, cut.size() / 2));
            first.close();
            cluster.rows(cut.subList(cut.size() / 2, cut.size()));
            live(cluster, captured, table, random);
            await(cluster, table, 1, seed);

            // A new revision is computed from the stored rows while cuts come.
            cluster.pipeline(Pipelines.accepted(2));
            live(cluster, captured, table, random);
            await(cluster, table, 2, seed);
            second.close();
        }
    }

    /// As at the first start of an installation: what is there then is the list of cuts, of one partition.
    @Test
    void startsBeforeItsSourceHasATable() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        try (Cluster cluster = Cluster.withoutTables(folder, 3)) {
            Captured captured = new Captured(cluster.wire, 3, System.currentTimeMillis() * 1_000);
            Workload table = new Workload(random, captured);
            cluster.pipeline(Pipelines.accepted(1));
            try (DatasetService service = cluster.service("first")) {
                until("the dataset to run without a table", service::isRunning);
                cluster.table();
                send(cluster, captured, table);
                live(cluster, captured, table, random);
                await(cluster, table, 1, 1);
            }
        }
    }

    /// Some cuts, sent interleaved: whoever reads one partition may be many cuts ahead in another.
    private void live(Cluster cluster, Captured captured, Workload table, SplittableRandom random) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < CUTS_AT_ONCE; i++) {
            records.addAll(
                    switch (random.nextInt(15)) {
                        case 0 -> table.readAgain();
                        case 1 -> table.truncate();
                        default -> table.cut();
                    });
            truths.put(captured.number(), OnePass.over(table.houses(), Pipelines.TEST_SHARE));
        }
        cluster.rows(interleaved(records, random));
    }

    /// The records in another order, in which every topic partition keeps its own.
    private static List<ProducerRecord<byte[], byte[]>> interleaved(
            List<ProducerRecord<byte[], byte[]>> records, SplittableRandom random) {
        Map<String, Deque<ProducerRecord<byte[], byte[]>>> places = new TreeMap<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            places.computeIfAbsent(record.topic() + "-" + record.partition(), _ -> new ArrayDeque<>())
                    .add(record);
        }
        List<Deque<ProducerRecord<byte[], byte[]>>> left = new ArrayList<>(places.values());
        List<ProducerRecord<byte[], byte[]>> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int place = random.nextInt(left.size());
            order.add(left.get(place).remove());
            if (left.get(place).isEmpty()) {
                left.remove(place);
            }
        }
        return order;
    }

    private void send(Cluster cluster, Captured captured, Workload table) {
        List<ProducerRecord<byte[], byte[]>> records = table.readAgain();
        truths.put(captured.number(), OnePass.over(table.houses(), Pipelines.TEST_SHARE));
        cluster.rows(records);
    }

    private void await(Cluster cluster, Workload table, int revision, long seed) {
        OnePass truth = OnePass.over(table.houses(), Pipelines.TEST_SHARE);
        until("seed %d, revision %d has the final rows".formatted(seed, revision), () -> {
            for (DatasetVersion version : cluster.versions()) {
                long cut = version.getCut().getNumber();
                assertThat(OnePass.of(version)).as("seed %d, cut %d", seed, cut).isEqualTo(truths.get(cut));
                latest = version;
            }
            return latest != null
                    && latest.getRevision() == revision
                    && OnePass.of(latest).equals(truth);
        });
        assertThat(OnePass.of(Objects.requireNonNull(latest)).model())
                .as("seed %d", seed)
                .isEqualTo(truth.model());
    }

    private static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
    }
}
