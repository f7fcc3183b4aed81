package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.events.DatasetVersion;
import io.headrace.schemas.RowHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dataset that reads a topic from its start of which a part was compacted.
final class CompactedTopicTest {

    private static final RowHistory HISTORY = RowHistory.parse("60m");
    private static final House MILL = new House(1, 120.0, 4, true, "north", "250000.00", null);
    private static final House BARN = new House(2, 80.0, 2, false, "east", "99000.50", null);
    private static final House HUT = new House(3, 20.0, 1, false, "east", "9000.50", null);

    private final long now = System.currentTimeMillis();
    private final List<Written> log = new ArrayList<>();

    @TempDir
    Path folder;

    private Bench bench;

    /// A cut in the order in which capture writes it: listed first, then its records.
    private record Written(long at, List<ProducerRecord<byte[], byte[]>> records) {}

    @BeforeEach
    void start() {
        bench = new Bench(folder, HISTORY);
        bench.pipeline(Pipelines.accepted(1));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void waitsForNoCutThatHasLostRecordsAndAnnouncesNone() {
        cut(180, captured -> captured.reset().put(MILL).put(BARN).put(HUT).complete());
        cut(150, captured -> captured.put(MILL.withNote("a")));
        cut(120, captured -> captured.delete(HUT));
        cut(100, captured -> captured.put(MILL.withNote("b")));
        cut(10, captured -> captured.put(new House(2, 81.0, 2, false, "east", "1", null)));
        assertThat(read()).as("nobody knows yet whether more comes").isEmpty();

        cut(5, Captured::unchanged);

        assertThat(read())
                .singleElement()
                .satisfies(version -> assertThat(version.getCut().getNumber()).isEqualTo(6))
                .satisfies(version -> assertThat(OnePass.of(version))
                        .isEqualTo(OnePass.over(
                                List.of(MILL, new House(2, 81.0, 2, false, "east", "1", null)), Pipelines.TEST_SHARE)));
    }

    @Test
    void aQuietTableIsAVersionAgainAtACutInWhichNothingChanged() {
        cut(180, captured -> captured.reset().put(MILL).put(BARN).complete());
        cut(150, captured -> captured.put(MILL.withNote("a")));
        assertThat(read()).isEmpty();

        cut(0, Captured::unchanged);

        assertThat(read())
                .singleElement()
                .satisfies(version -> assertThat(version.getCut().getNumber()).isEqualTo(3))
                .satisfies(version -> assertThat(OnePass.of(version))
                        .isEqualTo(OnePass.over(List.of(MILL, BARN), Pipelines.TEST_SHARE)));
    }

    @Test
    void isExactWithinTheHorizonWhateverWasCompactedBehindIt() {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("seed %d (repeat with -Dheadrace.seed=%d)%n", seed, seed);
        Random random = new Random(seed);
        Map<Long, House> houses = new HashMap<>();
        Map<Long, OnePass> wanted = new TreeMap<>();
        cut(400, captured -> captured.reset().complete());
        for (int minutes = 399; minutes > 0; minutes--) {
            boolean isUnchanged = minutes % 7 == 0;
            cut(minutes, captured -> {
                if (isUnchanged) {
                    Captured _ = captured.unchanged();
                } else {
                    change(captured, random, houses);
                }
            });
            if (minutes < 60) {
                wanted.put(bench.captured.number(), OnePass.over(houses.values(), Pipelines.TEST_SHARE));
            }
        }

        House last = House.random(40, random); // there for certain, so that a version comes of it
        cut(0, captured -> captured.put(last));
        houses.put(last.id(), last);
        wanted.put(bench.captured.number(), OnePass.over(houses.values(), Pipelines.TEST_SHARE));

        List<DatasetVersion> versions = read();

        assertThat(versions).hasSizeGreaterThan(20).allSatisfy(version -> {
            assertThat(wanted).containsKey(version.getCut().getNumber());
            assertThat(OnePass.of(version))
                    .isEqualTo(wanted.get(version.getCut().getNumber()));
        });
        assertThat(versions.getLast().getCut().getNumber()).isEqualTo(bench.captured.number());
    }

    private static void change(Captured captured, Random random, Map<Long, House> houses) {
        if (random.nextInt(60) == 0) {
            houses.clear();
            Captured _ = captured.reset().complete();
        }
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            House house = House.random(random.nextInt(40), random);
            if (random.nextInt(3) == 0) {
                Captured _ = captured.delete(house);
                houses.remove(house.id());
            } else {
                Captured _ = captured.put(house);
                houses.put(house.id(), house);
            }
        }
    }

    private void cut(long minutesAgo, Consumer<Captured> changes) {
        long at = now - Duration.ofMinutes(minutesAgo).toMillis();
        changes.accept(bench.captured.at(at * 1_000));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(bench.captured.cut());
        records.addFirst(records.removeLast());
        log.add(new Written(at, records));
    }

    /// Compacts the log as a broker would, with every tombstone gone that may be, and lets the dataset read it.
    private List<DatasetVersion> read() {
        long behind = now - Duration.ofMinutes(60).toMillis();
        Map<Bytes, ProducerRecord<byte[], byte[]>> last = log.stream()
                .filter(written -> written.at() < behind)
                .flatMap(written -> written.records().stream())
                .filter(record -> record.key() != null)
                .collect(Collectors.toMap(record -> Bytes.wrap(record.key()), record -> record, (one, two) -> two));
        for (Written written : log) {
            Stream<ProducerRecord<byte[], byte[]>> left = written.records().stream()
                    .filter(record -> written.at() >= behind
                            || record.key() == null
                            || Optional.ofNullable(last.get(Bytes.wrap(record.key())))
                                    .filter(kept -> kept.equals(record) && kept.value() != null)
                                    .isPresent());
            bench.rows(left.toList(), written.at());
            bench.rest();
        }
        log.clear();
        return bench.versions();
    }
}
