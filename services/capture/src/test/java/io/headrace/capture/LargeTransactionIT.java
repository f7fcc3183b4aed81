package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Millions of rows at once, under a heap of 512 MB.
///
/// `-Dheadrace.rows=3000000` for as many as are promised.
class LargeTransactionIT {

    private static final int ROWS = Integer.getInteger("headrace.rows", 500_000);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String TABLE = "create table public.big (id bigint primary key, v int not null);";
    private static final String FILL = "insert into public.big select i, 1 from generate_series(1, %d) i;";
    private static final String SHARE = "select headrace.share('public.big');";

    @TempDir
    Path folder;

    Trial trial;

    @BeforeEach
    void start() throws Exception {
        trial = new Trial(folder);
    }

    @AfterEach
    void stop() {
        trial.close();
    }

    @Test
    void writesALargeTransactionAsOneCut() throws Exception {
        trial.sql(TABLE + SHARE);
        CaptureProcess capture = capture();
        Trial.await(capture, () -> capture.phase() == CaptureProcess.Phase.STREAMING);
        trial.sql(FILL.formatted(ROWS));
        Tally tally = new Tally(false);
        judge("a transaction", capture, tally);
    }

    @Test
    void readsALargeTableAsOneCut() throws Exception {
        trial.sql(TABLE + FILL.formatted(ROWS) + SHARE);
        Tally tally = new Tally(true);
        judge("a first read", capture(), tally);
        assertThat(tally.resets).isEqualTo(Trial.PARTITIONS);
    }

    private CaptureProcess capture() throws IOException {
        return trial.capture("capture", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
    }

    private void judge(String what, CaptureProcess capture, Tally tally) throws IOException {
        long began = System.nanoTime();
        read(capture, tally);
        String peak = Files.readAllLines(Path.of("/proc/" + capture.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findAny()
                .orElse("");
        System.out.printf(
                "%s of %d rows: %d ms until the last was read; %s%n",
                what, ROWS, (System.nanoTime() - began) / 1_000_000, peak);
        assertThat(capture.alive()).as(capture::log).isTrue();
        assertThat(tally.rows).isEqualTo(ROWS);
        assertThat(tally.ids.cardinality()).as("each row once").isEqualTo(ROWS);
        assertThat(tally.ids.length()).isEqualTo(ROWS + 1);
        assertThat(tally.cuts).hasSize(1);
        assertThat(tally.parts).containsExactly((long) Trial.PARTITIONS);
        assertThat(tally.lasts).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(tally.behindLast).isZero();
    }

    private void read(CaptureProcess capture, Tally tally) {
        TopicReader topics = new TopicReader(trial.servers.bootstrapServers(), trial.servers.registryUrl());
        String topic = Topics.rows("main", "public", "big");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = topics.consumer()) {
            Trial.await(capture, () -> consumer.partitionsFor(topic).size() == Trial.PARTITIONS);
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topic).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (tally.lasts.size() < Trial.PARTITIONS) {
                assertThat(System.nanoTime()).as(capture::log).isLessThan(deadline);
                assertThat(capture.alive()).as(capture::log).isTrue();
                consumer.poll(Duration.ofMillis(100)).forEach(raw -> tally.take(topics, raw));
            }
        }
    }

    /// What came, of the read or of the transaction behind the read of the empty table.
    private static final class Tally {
        private final boolean read;
        private final BitSet ids = new BitSet(ROWS + 1);
        private final Set<Long> cuts = new TreeSet<>();
        private final Set<Long> parts = new TreeSet<>();
        private final List<Integer> lasts = new ArrayList<>();
        private final Set<Integer> ended = new HashSet<>();
        private long rows;
        private int resets;
        private int behindLast;

        Tally(boolean read) {
            this.read = read;
        }

        void take(TopicReader topics, ConsumerRecord<byte[], byte[]> raw) {
            TopicReader.Message message = new TopicReader.Message(raw, topics.decode(raw.key()), null);
            resets += message.has(RowHeaders.RESET) ? 1 : 0;
            boolean mark = message.has(RowHeaders.COMPLETE);
            if (message.has(RowHeaders.RESET) || (mark && !read)) {
                return; // the reset is a cut of its own
            }
            cuts.add(message.number(RowHeaders.CUT));
            parts.add(message.number(RowHeaders.PARTS));
            behindLast += ended.contains(raw.partition()) ? 1 : 0;
            if (!mark) {
                rows++;
                ids.set(Math.toIntExact((Long) message.keyed("id")));
            }
            if (message.has(RowHeaders.LAST)) {
                lasts.add(raw.partition());
                ended.add(raw.partition());
            }
        }
    }
}
