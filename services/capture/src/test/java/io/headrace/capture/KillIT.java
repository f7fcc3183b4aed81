package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Capture is killed again and again under a mixed workload, in its first reads, in later ones and in the stream.
///
/// `-Dheadrace.kills=34 -Dheadrace.seeds=1,2,3` for the long run; `-Dheadrace.stops=100` stops it gracefully each time.
class KillIT {

    private static final int KILLS = Integer.getInteger("headrace.kills", 6);
    /// How many of a hundred are graceful stops.
    private static final int STOPS = Integer.getInteger("headrace.stops", 20);

    private static final String SEEDS = System.getProperty("headrace.seeds", "");
    private static final int ROWS = 40_000;

    @TempDir
    Path folder;

    @Test
    void losesAndRepeatsNothing() throws Exception {
        List<Long> seeds = SEEDS.isEmpty()
                ? List.of(Trial.seed())
                : Stream.of(SEEDS.split(",", -1)).map(Long::parseLong).toList();
        for (long seed : seeds) {
            run(seed, folder.resolve("seed-" + seed));
        }
    }

    private static void run(long seed, Path where) throws Exception {
        System.out.printf("seed %d, %d kills%n", seed, KILLS);
        try (Trial trial = new Trial(where)) {
            trial.work(seed, ROWS);
            CaptureProcess capture = trial.capture("capture", "-Xmx256m");
            Random random = new Random(seed);
            Map<CaptureProcess.Phase, Integer> counts = new EnumMap<>(CaptureProcess.Phase.class);
            int graceful = 0;
            for (int i = 1; i <= KILLS; i++) {
                meet(i, capture, random, trial);
                boolean gentle = random.nextInt(100) < STOPS;
                CaptureProcess.Phase phase = gentle ? capture.stopAndRestart() : capture.killAndRestart();
                counts.merge(phase, 1, Integer::sum);
                graceful += gentle ? 1 : 0;
                System.out.printf("%d: %s %s%n", i, gentle ? "stopped" : "killed", phase.words());
            }
            System.out.printf("seed %d: %s, %d of %d were graceful stops%n", seed, counts, graceful, KILLS);
            trial.judge();
        }
    }

    /// Waits for a moment to kill in: the first ones in first reads; then on its way up, in a read, or in the
    /// stream.
    private static void meet(int number, CaptureProcess capture, Random random, Trial trial) throws SQLException {
        boolean first = number <= 1 + KILLS / 8;
        int kind = first ? 1 : random.nextInt(4);
        if ((kind == 1 && !first) || random.nextInt(6) == 0) {
            String table = Workload.TABLES.get(random.nextInt(Workload.TABLES.size()));
            trial.sql("alter table %s add column extra_%d int default %d".formatted(table, number, number));
        }
        switch (kind) {
            case 0 -> {}
            case 1 -> Trial.await(capture, () -> capture.phase().reads() || capture.moves());
            default -> Trial.await(capture, capture::moves);
        }
        LockSupport.parkNanos(random.nextInt(kind == 1 ? 400 : 2_500) * 1_000_000L);
        assertThat(capture.alive()).as(capture::log).isTrue();
    }
}
