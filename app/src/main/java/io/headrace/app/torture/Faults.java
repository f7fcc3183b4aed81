package io.headrace.app.torture;

import io.headrace.app.Environment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The faults that can happen to an installation.
final class Faults {

    static final String KILL = "kill -9";
    static final String FREEZE = "SIGSTOP, SIGCONT";
    static final String STOP = "SIGTERM";
    static final String BREAK = "connections broken";
    static final String DROP = "slot dropped";

    private static final String POSTGRES = "PostgreSQL";

    private static final int DROP_TRIES = 50;
    private static final String DROP_SLOT = """
            do $$ begin
                perform pg_terminate_backend(active_pid, 500) from pg_replication_slots
                where slot_name = 'headrace_main' and active;
                perform pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'headrace_main';
            end $$
            """;

    private final LocalInstallation at;
    private final Findings findings;

    /// @param findings hears of a process that does not stop
    Faults(LocalInstallation at, Findings findings) {
        this.at = at;
        this.findings = findings;
    }

    /// All of them, each with what it happens to.
    List<Fault> all(Random random) {
        List<Fault> faults = new ArrayList<>();
        for (ServiceProcess service : at.services()) {
            faults.add(kill(service));
            faults.add(freeze(service));
            faults.add(stop(service));
            if (!service.services().contains("dataset")) { // it has no connection to PostgreSQL
                faults.add(disconnect(service));
            }
        }
        for (int number = 0; number < at.kafka().size(); number++) {
            faults.add(killBroker(number));
            faults.add(stopBroker(number));
            faults.add(freezeBroker(number));
        }
        faults.add(new Fault(KILL, "schema registry", at::killRegistry, at::startRegistry));
        faults.add(new Fault("fast stop", POSTGRES, () -> at.postgres().close(), at::startPostgres));
        faults.add(new Fault("immediate stop", POSTGRES, () -> at.postgres().kill(), at::startPostgres));
        faults.add(new Fault(DROP, "PostgreSQL slot", this::dropSlot, this::reread));
        faults.add(new Fault(KILL, "PostgreSQL backend", () -> killBackend(random), Fault.NOTHING));
        return faults;
    }

    Fault kill(ServiceProcess service) {
        return new Fault(
                KILL,
                service.name(),
                () -> service.program().kill(),
                () -> service.program().restart());
    }

    private static Fault freeze(ServiceProcess service) {
        return new Fault(
                FREEZE,
                service.name(),
                () -> service.program().freeze(),
                () -> service.program().thaw());
    }

    Fault stop(ServiceProcess service) {
        return new Fault(
                STOP,
                service.name(),
                () -> {
                    if (!service.stop()) {
                        findings.add(Promise.PROCESSES, "%s did not stop when told to".formatted(service.name()));
                    }
                },
                () -> service.program().restart());
    }

    private Fault disconnect(ServiceProcess service) {
        return new Fault(BREAK, service.name(), () -> terminate(service.connections()), Fault.NOTHING);
    }

    Fault killBroker(int number) {
        return new Fault(
                KILL,
                broker(number),
                () -> at.kafka().broker(number).kill(),
                () -> at.kafka().restart(number));
    }

    Fault stopBroker(int number) {
        return new Fault(
                STOP,
                broker(number),
                () -> at.kafka().broker(number).close(),
                () -> at.kafka().restart(number));
    }

    private Fault freezeBroker(int number) {
        return new Fault(
                FREEZE,
                broker(number),
                () -> at.kafka().broker(number).freeze(),
                () -> at.kafka().broker(number).thaw());
    }

    private static String broker(int number) {
        return "broker-" + (number + 1);
    }

    private void terminate(List<String> applications) throws SQLException {
        try (Connection connection = at.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name like any (?)")) {
            statement.setArray(1, connection.createArrayOf("text", applications.toArray()));
            statement.execute();
        }
    }

    /// Of the tables that models are trained from. Whoever reads it is cut off, and quick to come again.
    private void dropSlot() throws SQLException {
        try (Connection connection = at.connect();
                Statement statement = connection.createStatement()) {
            for (int tries = 1; ; tries++) {
                try {
                    statement.execute(DROP_SLOT);
                    return;
                } catch (SQLException e) {
                    if (tries == DROP_TRIES) {
                        throw e;
                    }
                }
            }
        }
    }

    /// What capture says that somebody must do.
    private void reread() throws SQLException {
        try (Connection connection = at.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into headrace.request (id, kind, source) values (gen_random_uuid(), 'reread', ?)")) {
            insert.setString(1, Environment.SOURCE);
            insert.execute();
        }
    }

    /// Any backend of a client: PostgreSQL then ends all others and recovers.
    private void killBackend(Random random) throws SQLException {
        List<Long> pids = new ArrayList<>();
        try (Connection connection = at.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select pid from pg_stat_activity where backend_type in ('client backend', 'walsender')"
                                + " and pid <> pg_backend_pid()");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                pids.add(rows.getLong(1));
            }
        }
        if (!pids.isEmpty()) {
            ProcessHandle.of(pids.get(random.nextInt(pids.size()))).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
