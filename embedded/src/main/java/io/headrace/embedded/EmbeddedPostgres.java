package io.headrace.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL server on loopback, as durable as one in production, with logical decoding on.
///
/// Its superuser and its first database are both called `headrace`; on loopback no password is asked.
public final class EmbeddedPostgres implements AutoCloseable {

    /// Both its superuser and its first database.
    public static final String NAME = "headrace";

    private static final Duration START_MAX = Duration.ofSeconds(60);

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "wal_level=logical",
            "synchronous_commit=on",
            // By default a person's tables would go to the schema that has the user's name: Headrace's own.
            "search_path=public",
            "fsync=on",
            "max_replication_slots=32",
            "max_wal_senders=32",
            "max_connections=200",
            "shared_buffers=128MB",
            "max_wal_size=2GB",
            "jit=off");

    private final Child child;
    private final int port;

    private EmbeddedPostgres(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /// Starts it with its data in `folder/postgresql`, on the port it had there last time or on a free one.
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, ServerHome.FREE, StartListener.SILENT);
    }

    /// Starts one that is installed on the machine, such as in `/usr/lib/postgresql/15`.
    public static EmbeddedPostgres start(Path folder, Path installed) {
        return start(folder, ServerHome.FREE, StartListener.SILENT, new PostgresPrograms(installed));
    }

    /// Starts it.
    ///
    /// @param folder the data folder
    /// @param asked a port, or 0 for the one it had last time, else a free one
    public static EmbeddedPostgres start(Path folder, int asked, StartListener listener) {
        return start(folder, asked, listener, PostgresPrograms.here(listener));
    }

    private static EmbeddedPostgres start(Path folder, int asked, StartListener listener, PostgresPrograms programs) {
        ServerHome home = new ServerHome(folder, "postgresql");
        home.create();
        Child.endOrphan(home, StopSignal.INT, listener);
        PostgresUser user = PostgresUser.here();
        createCluster(home, programs, user, listener);
        PostmasterPid.removeStale(home.file("data"));
        EmbeddedPostgres server = PortRace.won(home, listener, () -> {
            int port = home.port(ServerHome.PORT, asked);
            return start(home, command(home, programs, user, port), port);
        });
        listener.says("PostgreSQL listens on port %d".formatted(server.port()));
        return server;
    }

    private static EmbeddedPostgres start(ServerHome home, List<String> command, int port) {
        EmbeddedPostgres server = new EmbeddedPostgres(Child.start(home, StopSignal.INT, command, Map.of()), port);
        server.awaitReady();
        return server;
    }

    private static List<String> command(ServerHome home, PostgresPrograms programs, PostgresUser user, int port) {
        List<String> command = new ArrayList<>();
        command.add(programs.program("postgres"));
        command.addAll(List.of("-D", home.file("data").toString(), "-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            command.addAll(List.of("-c", setting));
        }
        return user.command(command);
    }

    private static void createCluster(
            ServerHome home, PostgresPrograms programs, PostgresUser user, StartListener listener) {
        Path data = home.file("data");
        if (Files.isDirectory(data)) {
            user.own(data);
            return;
        }
        listener.says("creating the PostgreSQL cluster in %s".formatted(data));
        try {
            // Aside, then renamed: a kill half-way leaves no half-made cluster behind.
            Path aside = Files.createTempDirectory(home.folder(), "initdb-");
            user.own(aside);
            List<String> initdb = new ArrayList<>(List.of(
                    programs.program("initdb"),
                    "--pgdata=" + aside,
                    "--username=" + NAME,
                    "--auth=trust",
                    "--encoding=UTF8"));
            initdb.addAll(programs.locale());
            Process process = new ProcessBuilder(user.command(initdb))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw new ServerFailure("initdb ended with %d; its log: %s".formatted(process.exitValue(), home.log()));
            }
            Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ServerFailure("cannot create a PostgreSQL cluster in %s: %s".formatted(data, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while creating a PostgreSQL cluster", e);
        }
    }

    private void awaitReady() {
        if (!new Wait(START_MAX).until(() -> !child.isAlive() || createDatabase())) {
            child.stop();
            throw child.failure("did not answer within " + START_MAX);
        }
        if (!child.isAlive()) {
            throw child.failure("ended while starting");
        }
    }

    private boolean createDatabase() {
        try (Connection connection = dataSource("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("select from pg_database where datname = '%s'".formatted(NAME))) {
                if (found.next()) {
                    return true;
                }
            }
            statement.execute("create database " + NAME);
            return true;
        } catch (SQLException e) {
            // Not yet listening, or still recovering: asked again.
            return false;
        }
    }

    public int port() {
        return port;
    }

    /// For any driver of JDBC; the user is part of it.
    public String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    /// As [#jdbcUrl()], for another database of this server.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, NAME);
    }

    /// For psql and for drivers of other languages.
    public String url() {
        return "postgresql://%s@127.0.0.1:%d/%s".formatted(NAME, port, NAME);
    }

    public DataSource dataSource() {
        return dataSource(NAME);
    }

    private DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(jdbcUrl(database));
        return source;
    }

    /// The process that accepts connections.
    public long pid() {
        return child.pid();
    }

    /// Ends it without a checkpoint, as `pg_ctl stop -m immediate` does: the next start recovers from the WAL.
    public void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.stop();
    }
}
