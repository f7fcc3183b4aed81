package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of two copies of capture of one source the newer goes on and the older stops, whatever state the older is in.
class SecondCopyIT {

    private final long seed = Trial.seed();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    Trial trial;

    @BeforeEach
    void start() throws Exception {
        System.out.printf("seed %d%n", seed);
        trial = new Trial(folder);
        // How long PostgreSQL keeps the slot for a copy that does not answer.
        trial.sql("alter system set wal_sender_timeout = '3s'");
        trial.sql("select pg_reload_conf()");
    }

    @AfterEach
    void stop() {
        trial.close();
    }

    @Test
    void theOlderCopyStopsAndSaysSo() throws Exception {
        trial.work(seed, 40_000);
        CaptureProcess first = trial.capture("first", "-Xmx256m");
        Trial.await(first, first::moves);
        CaptureProcess second = trial.capture("second", "-Xmx256m");
        Trial.await(first, first::gaveWay);
        goesOn(second);
        trial.judge();
    }

    @Test
    void theOlderCopyOfAQuietSourceStopsToo() throws Exception {
        CaptureProcess first = trial.capture("first", "-Xmx256m");
        Trial.await(first, () -> !trial.sender().isEmpty());
        CaptureProcess second = trial.capture("second", "-Xmx256m");
        Trial.await(first, first::gaveWay);
        trial.sql("create table after_all (id int primary key); select headrace.share('public.after_all')");
        Trial.await(second, () -> second.log().contains("main: read public.after_all"));
        assertThat(second.gaveWay()).as(second::log).isFalse();
    }

    @Test
    void aFrozenCopyWritesNothingWhenItThawsBehindItsSuccessor() throws Exception {
        trial.work(seed, 40_000);
        CaptureProcess first = trial.capture("first", "-Xmx256m");
        Trial.await(first, () -> first.phase().reads());
        LockSupport.parkNanos(random.nextInt(300) * 1_000_000L);
        CaptureProcess second = succeed(first, "second");
        LockSupport.parkNanos(random.nextInt(1_000) * 1_000_000L);
        CaptureProcess third = succeed(second, "third");
        goesOn(third);
        trial.judge();
    }

    @Test
    void aFrozenCopyThatHasNothingToWriteDoesNotComeBackEither() throws Exception {
        CaptureProcess first = trial.capture("first", "-Xmx256m");
        Trial.await(first, () -> !trial.sender().isEmpty());
        first.freeze();
        Set<String> before = new HashSet<>(List.of("", trial.sender()));
        CaptureProcess second = trial.capture("second", "-Xmx256m");
        Trial.await(second, () -> !before.contains(trial.sender()));
        first.thaw();
        Trial.await(first, first::gaveWay);
        trial.sql("create table after_all (id int primary key); select headrace.share('public.after_all')");
        Trial.await(second, () -> second.log().contains("main: read public.after_all"));
        assertThat(second.gaveWay()).as(second::log).isFalse();
    }

    private CaptureProcess succeed(CaptureProcess older, String name) throws Exception {
        System.out.printf(
                "%s comes while the one before is frozen %s%n",
                name, older.phase().words());
        older.freeze();
        CaptureProcess newer = trial.capture(name, "-Xmx256m");
        goesOn(newer);
        older.thaw();
        Trial.await(older, older::gaveWay);
        goesOn(newer);
        older.kill();
        return newer;
    }

    private void goesOn(CaptureProcess capture) throws Exception {
        Trial.await(capture, capture::moves);
        trial.awaitCaughtUp(capture);
        assertThat(capture.alive()).as(capture::log).isTrue();
        assertThat(capture.gaveWay()).as(capture::log).isFalse();
    }
}
