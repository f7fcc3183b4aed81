package io.headrace.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.events.RequestAnswered;
import io.headrace.kernel.counter.ChildJvm;
import io.headrace.kernel.counter.CounterChecks;
import io.headrace.kernel.stream.DecisionService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that is killed again and again while it replays letters, each asked for by two people: each takes effect
/// once, and each request has one answer.
///
/// `-Dheadrace.kills=30` for the long run, `-Dheadrace.seed=…` to repeat one.
class KilledReplayIT {

    private static final int KILLS = Integer.getInteger("headrace.kills", 2);
    private static final int LETTERS_PER_KILL = 20;
    private static final long SEED = Long.getLong("headrace.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void everyLetterTakesEffectOnce() throws Exception {
        Random random = new Random(SEED);
        int letters = KILLS * LETTERS_PER_KILL;
        try (Site site = new Site(folder)) {
            Map<String, Long> asked = putAside(site, letters, random);
            int killedAmid = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                request(site, kill * LETTERS_PER_KILL);
                int before = site.answers().size();
                Process child = ChildJvm.start(folder, Counters.class, site.arguments());
                try {
                    await("seed %d: an answer behind %d; see %s".formatted(SEED, before, folder.resolve("child.log")))
                            .atMost(PATIENCE)
                            .until(() -> site.answers().size() > before);
                    LockSupport.parkNanos(
                            Duration.ofMillis(random.nextInt(1500)).toNanos());
                } finally {
                    child.destroyForcibly().waitFor();
                }
                killedAmid += site.answers().size() < 2 * (kill + 1) * LETTERS_PER_KILL ? 1 : 0;
            }
            try (DecisionService _ = Counters.newer(site.installation())) {
                await("seed %d: all answers".formatted(SEED))
                        .atMost(PATIENCE)
                        .until(() -> site.answers().size() >= 2 * letters);
            }
            System.out.printf("seed %d: %d kills, %d amid replays; %d letters%n", SEED, KILLS, killedAmid, letters);
            assertThat(CounterChecks.decided(site.database()))
                    .as("events of each letter")
                    .isEqualTo(asked);
            assertThat(CounterChecks.gaps(site.database())).isZero();
            assertThat(CounterChecks.wrongTotals(site.database())).isZero();
            assertThat(site.answers()).allMatch(RequestAnswered::getAccepted);
            assertThat(site.answers()).extracting(RequestAnswered::getRequestId).doesNotHaveDuplicates();
            assertThat(killedAmid).as("kills that had something to prove").isPositive();
        }
    }

    private static Map<String, Long> putAside(Site site, int letters, Random random) {
        Map<String, Long> asked = new HashMap<>();
        try (DecisionService _ = Counters.older(site.installation())) {
            for (int i = 0; i < letters; i++) {
                long by = 1L + random.nextInt(3);
                asked.put("cause-" + i, by);
                site.add("cause-" + i, Counters.RIDDLE + "-" + random.nextInt(4), by);
            }
            assertThat(site.letters(letters)).hasSize(letters);
        }
        return asked;
    }

    private static void request(Site site, int first) {
        List<String> people = List.of("ann", "bob");
        for (int letter = first; letter < first + LETTERS_PER_KILL; letter++) {
            for (String person : people) {
                String _ = site.request("replay", "counters@" + letter, person);
            }
        }
    }
}
