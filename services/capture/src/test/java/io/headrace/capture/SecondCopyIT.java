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

/// Of two copies of capture of one source one runs and the other waits for its end, whatever end that is.
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
    void theSecondCopyWaitsAndGoesOnWhenTheFirstIsKilled() throws Exception {
        trial.work(seed, 40_000);
        CaptureProcess first = trial.capture("first", "-Xmx256m");
        Trial.await(first, first::moves);
        CaptureProcess second = trial.capture("second", "-Xmx256m");
        Trial.await(second, second::waits);
        LockSupport.parkNanos(random.nextInt(1_000) * 1_000_000L);
        assertThat(first.waits()).as(first::log).isFalse();
        first.kill();
        goesOn(second);
        trial.judge();
    }

    @Test
    void twoCopiesThatAreRolledAreOneAtATime() throws Exception {
        trial.work(seed, 40_000);
        CaptureProcess first = trial.capture("first", "-Xmx256m");
        Trial.await(first, first::moves);
        CaptureProcess second = trial.capture("second", "-Xmx256m");
        Trial.await(second, second::waits);
        first.stopAndRestart();
        goesOn(second);
        Trial.await(first, first::waits);
        second.stopAndRestart();
        goesOn(first);
        Trial.await(second, second::waits);
        trial.judge();
    }

    @Test
    void whicheverCopyGetsTheLockAfterItsSessionWasEndedNothingIsRepeated() throws Exception {
        trial.work(seed, 40_000);
        CaptureProcess first = trial.capture("first", "-Xmx256m");
        Trial.await(first, first::moves);
        CaptureProcess second = trial.capture("second", "-Xmx256m");
        Trial.await(second, second::waits);
        for (int i = 0; i < 3; i++) {
            trial.sql("""
                    select pg_terminate_backend(pid, 5000) from pg_locks
                    where locktype = 'advisory' and classid = hashtext('headrace.capture.engine')::oid
                    """);
            LockSupport.parkNanos(random.nextInt(2_000) * 1_000_000L);
        }
        trial.awaitCaughtUp(second);
        trial.judge();
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
        Trial.await(first, first::waits);
        trial.sql("create table after_all (id int primary key); select headrace.share('public.after_all')");
        Trial.await(second, () -> second.log().contains("main: read public.after_all"));
        assertThat(first.log()).doesNotContain("main: read public.after_all");
    }

    private CaptureProcess succeed(CaptureProcess older, String name) throws Exception {
        System.out.printf(
                "%s comes while the one before is frozen %s%n",
                name, older.phase().words());
        older.freeze();
        CaptureProcess newer = trial.capture(name, "-Xmx256m");
        goesOn(newer);
        older.thaw();
        Trial.await(older, older::waits);
        goesOn(newer);
        older.kill();
        return newer;
    }

    private void goesOn(CaptureProcess capture) throws Exception {
        Trial.await(capture, capture::moves);
        trial.awaitCaughtUp(capture);
        assertThat(capture.alive()).as(capture::log).isTrue();
    }
}
