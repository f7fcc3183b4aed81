package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker is killed under capture and comes back, with capture alive, killed or stopped meanwhile.
///
/// `-Dheadrace.broker.away=75` for an absence, in seconds, that outlasts the patience of Kafka's clients.
class BrokerAwayIT {

    private static final int AWAY = Integer.getInteger("headrace.broker.away", 3);

    @TempDir
    Path folder;

    @Test
    void losesAndRepeatsNothingWhileTheBrokerComesAndGoes() throws Exception {
        long seed = Trial.seed();
        System.out.printf("seed %d%n", seed);
        Random random = new Random(seed);
        try (Trial trial = new Trial(folder)) {
            trial.work(seed, 40_000);
            CaptureProcess capture = trial.capture("capture", "-Xmx256m");
            Trial.await(capture, () -> capture.phase().reads());
            away(trial, capture, random, Meanwhile.NOTHING);
            trial.sql("alter table alpha add column extra int default 1");
            Trial.await(capture, () -> capture.phase() == CaptureProcess.Phase.REREAD);
            away(trial, capture, random, Meanwhile.CAPTURE_KILLED);
            away(trial, capture, random, Meanwhile.NOTHING);
            away(trial, capture, random, Meanwhile.CAPTURE_STOPPED);
            assertThat(capture.waits()).as(capture::log).isFalse();
            trial.judge();
        }
    }

    private enum Meanwhile {
        NOTHING,
        CAPTURE_KILLED,
        CAPTURE_STOPPED
    }

    private static void away(Trial trial, CaptureProcess capture, Random random, Meanwhile meanwhile) throws Exception {
        CaptureProcess.Phase phase = capture.phase();
        trial.killBroker();
        System.out.printf("broker killed %s; meanwhile: %s%n", phase.words(), meanwhile);
        switch (meanwhile) {
            case NOTHING -> LockSupport.parkNanos(AWAY * 1_000_000_000L);
            case CAPTURE_KILLED -> {
                LockSupport.parkNanos(random.nextInt(1_500) * 1_000_000L);
                capture.killAndRestart();
                LockSupport.parkNanos(random.nextInt(4_000) * 1_000_000L);
            }
            case CAPTURE_STOPPED -> capture.stopAndRestart();
        }
        trial.startBroker();
        long began = System.nanoTime();
        trial.awaitCaughtUp(capture);
        System.out.printf("caught up after %d ms%n", (System.nanoTime() - began) / 1_000_000);
        LockSupport.parkNanos(random.nextInt(1_500) * 1_000_000L);
    }
}
