package io.headrace.app.torture;

import io.headrace.app.up.Progress;
import io.headrace.embedded.ServerFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets faults happen, and ends each.
final class Siege {

    private static final Logger LOGGER = LoggerFactory.getLogger(Siege.class);

    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final int MEND_TRIES = 10;
    private static final int TOGETHER = 4;

    private final LocalInstallation at;
    private final Findings findings;
    private final Faults faults;
    private final Ledger ledger;
    private final Random random;
    private final Progress progress;
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private int count;

    Siege(LocalInstallation at, Findings findings, Ledger ledger, Random random, Progress progress) {
        this.at = at;
        this.findings = findings;
        this.faults = new Faults(at, findings);
        this.ledger = ledger;
        this.random = random;
        this.progress = progress;
    }

    /// How often what has happened: kind → target → times.
    Map<String, Map<String, Integer>> counts() {
        return counts;
    }

    /// Faults by chance, now and then two at a time.
    void byChance(Duration time) throws InterruptedException {
        List<Fault> all = faults.all(random);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            pause(500, 5_000);
            lookAtProcesses();
            Fault one = any(all);
            if (strike(one)) {
                pause(100, one.kind().equals(Faults.FREEZE) ? 15_000 : 3_000);
                Fault other = any(all);
                if (random.nextInt(TOGETHER) == 0 && !other.touches(one) && strike(other)) {
                    pause(100, 3_000);
                    mend(other);
                }
                mend(one);
            }
        }
    }

    /// Kills the first copy of every service, then stops and starts the copies, the first of all, the second of all;
    /// then the brokers one by one; then kills one of them.
    void rolling() throws InterruptedException {
        together(copies(1), faults::kill);
        for (int instance = 1; !copies(instance).isEmpty(); instance++) {
            together(copies(instance), faults::stop);
        }
        for (int number = 0; number < at.kafka().size(); number++) {
            inTurn(List.of(faults.stopBroker(number)), () -> true);
        }
        inTurn(List.of(faults.killBroker(0)), () -> true);
    }

    private List<ServiceProcess> copies(int instance) {
        return at.services().stream()
                .filter(service -> service.instance() == instance)
                .toList();
    }

    private void together(List<ServiceProcess> services, Function<ServiceProcess, Fault> fault)
            throws InterruptedException {
        inTurn(services.stream().map(fault).toList(), () -> services.stream().allMatch(ServiceProcess::isRunning));
    }

    private void inTurn(List<Fault> some, BooleanSupplier isOver) throws InterruptedException {
        lookAtProcesses();
        List<Fault> struck = some.stream().filter(this::strike).toList();
        pause(1_000, 2_000);
        for (Fault fault : struck) {
            mend(fault);
        }
        if (!within(READY_MAX, isOver)) {
            findings.add(Promise.PROCESSES, "not back within %s: %s".formatted(READY_MAX, struck));
        }
    }

    private Fault any(List<Fault> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean strike(Fault fault) {
        progress.says("fault %d: %s; %s so far".formatted(++count, fault, ledger));
        try {
            fault.strike().run();
            counts.computeIfAbsent(fault.kind(), kind -> new TreeMap<>()).merge(fault.target(), 1, Integer::sum);
            return true;
        } catch (SQLException e) {
            LOGGER.info("{} did not come about: {}", fault, e.toString());
            return false;
        }
    }

    private void mend(Fault fault) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                fault.mend().run();
                return;
            } catch (SQLException | ServerFailure e) {
                // Children of a server that was killed may still hold its files.
                LOGGER.info("{} is not mended yet: {}", fault, e.toString());
                if (tries == MEND_TRIES) {
                    throw new IllegalStateException("%s cannot be mended: %s".formatted(fault, e.getMessage()), e);
                }
                pause(1_000, 2_000);
            }
        }
    }

    /// Starts again what has ended by itself, which it must not.
    void lookAtProcesses() {
        for (ServiceProcess service : at.services()) {
            if (!service.program().isAlive()) {
                findings.add(
                        Promise.PROCESSES,
                        "%s ended by itself; its log is %s"
                                .formatted(service.name(), service.program().log()));
                service.program().restart();
            }
        }
    }

    private void pause(int least, int most) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(least, most));
    }

    private static boolean within(Duration max, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return true;
    }
}
