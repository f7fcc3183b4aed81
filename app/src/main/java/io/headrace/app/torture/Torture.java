package io.headrace.app.torture;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.up.Progress;
import io.headrace.dataset.RegistryWire;
import io.headrace.schemas.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/// One run: everything starts, the workload and the faults begin, both end, everything is checked.
final class Torture {

    private static final Duration READY_MAX = Duration.ofMinutes(5);
    private static final Duration BUSY = Duration.ofMillis(500);
    /// Three replicas of everything take their time.
    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration STILL_MAX = Duration.ofMinutes(5);

    private final Plan plan;
    private final Path folder;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final Ledger ledger = new Ledger();

    /// What to do.
    ///
    /// @param time how long faults come by chance
    /// @param rolling whether all processes are killed and rolled in turn instead
    record Plan(Duration time, boolean rolling, long seed, int brokers, int instances) {}

    Torture(Plan plan, Path folder, Progress progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
    }

    TortureReport run() throws SQLException, InterruptedException {
        Random random = new Random(plan.seed());
        progress.says("torture of seed %d in %s".formatted(plan.seed(), folder));
        try (LocalInstallation at = LocalInstallation.start(folder, plan.brokers(), plan.instances(), progress)) {
            prepare(at);
            Workload workload = new Workload(at.environment().pgUrl(), ledger, random, plan.rolling() ? CALM : BUSY);
            Siege siege = new Siege(at, findings, ledger, random, progress);
            workload.start();
            if (plan.rolling()) {
                siege.rolling();
            } else {
                siege.byChance(plan.time());
            }
            progress.says("faults are over; %s".formatted(ledger));
            workload.finish();
            workload.failures().forEach(failure -> findings.add(Promise.CHANGES, failure));
            quiesce(at, siege);
            return check(at, siege, workload);
        }
    }

    /// Tables and pipelines, each with a model before anything goes wrong.
    private void prepare(LocalInstallation at) throws SQLException, InterruptedException {
        try (Connection connection = at.connect()) {
            await(
                    "the services' tables",
                    () -> isTrue(
                            connection,
                            "select to_regproc('headrace.share') is not null"
                                    + " and to_regclass('headrace_registry.version') is not null"
                                    + " and to_regclass('headrace.pipeline') is not null"));
            Tables.create(connection);
            for (String table : Tables.TRAINED) {
                People.apply(connection, table, 1);
            }
            PlainReader reader = new PlainReader(at.environment().kafka().bootstrap());
            await(
                    "the first read of every table",
                    () -> Tables.ALL.stream()
                            .allMatch(table -> reader.hasRecords(Topics.rows(Environment.SOURCE, "public", table))));
            await(
                    "a model of every pipeline",
                    () -> isTrue(
                            connection, "select count(distinct pipeline) = 3 from headrace_registry.model_version"));
        }
    }

    private void quiesce(LocalInstallation at, Siege siege) throws SQLException, InterruptedException {
        siege.lookAtProcesses();
        try (Connection connection = at.connect();
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", at.environment().kafka().bootstrap()))) {
            DatasetLag dataset = new DatasetLag(admin);
            boolean caughtUp = new Quiescence(connection, dataset, progress, STILL_MAX).await();
            People.haveTheLastWord(connection);
            caughtUp &= new Quiescence(connection, dataset, progress, STILL_MAX).await();
            if (!caughtUp) {
                findings.add(Promise.CAUGHT_UP, "nothing moved for %s".formatted(STILL_MAX));
            }
        }
        siege.lookAtProcesses();
    }

    private TortureReport check(LocalInstallation at, Siege siege, Workload workload)
            throws SQLException, InterruptedException {
        new Proofs(folder, findings, progress).run();
        progress.says("scanning every topic");
        EventScan events =
                new EventScan(new PlainReader(at.environment().kafka().bootstrap()), findings);
        ChangeCount changes;
        try (Connection connection = at.connect();
                RegistryWire wire = RowScan.wire(at.environment())) {
            changes = new RowScan(at.environment(), wire, findings).compare(ledger.transactions());
            events.scan(connection);
        }
        return new TortureReport(
                plan.seed(),
                siege.counts(),
                changes,
                new TortureReport.Events(events.made(), events.doubled(), workload.alterations(), ledger.unanswered()),
                findings);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws SQLException;
    }

    private void await(String what, Condition condition) throws SQLException, InterruptedException {
        progress.says("waiting for " + what);
        long end = System.nanoTime() + READY_MAX.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw CommandFailure.failed("%s did not come within %s; the logs are in %s"
                        .formatted(what, READY_MAX, folder.resolve("logs")));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
