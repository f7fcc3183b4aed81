package io.headrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What one server keeps in the data folder: its own files, its ports, its log.
///
/// @param data the data folder that all servers share
/// @param server its name, which is the name of its folder
record ServerHome(Path data, String server) {

    /// Below the range from which Linux takes the ports of outgoing connections, so that a remembered port is not
    /// lost to a passing client.
    private static final int PORT_MIN = 18_000;

    private static final int PORT_MAX = 32_000;

    private static final Duration PORT_PATIENCE = Duration.ofSeconds(2);

    static final int FREE = 0;

    /// For clients.
    static final String PORT = "port";
    /// Of a broker's quorum.
    static final String CONTROLLER_PORT = "controller-port";
    /// Of the registry's own health.
    static final String MANAGEMENT_PORT = "management-port";

    ServerHome {
        data = data.toAbsolutePath().normalize();
    }

    Path folder() {
        return data.resolve(server);
    }

    Path file(String name) {
        return folder().resolve(name);
    }

    Path log() {
        return data.resolve("logs").resolve(server + ".log");
    }

    void create() {
        try {
            Files.createDirectories(folder());
            Files.createDirectories(log().getParent());
        } catch (IOException e) {
            throw new ServerFailure("cannot create %s: %s".formatted(folder(), e), e);
        }
    }

    /// The port asked for, else the one used last time, else a free one; remembered for next time.
    ///
    /// @param name which of the server's ports
    /// @param asked a port, or [#FREE]
    int port(String name, int asked) {
        Path file = file(name);
        try {
            int port = asked != FREE ? asked : remembered(file);
            if (port == FREE) {
                port = freePort();
            } else if (!becomesFree(port)) {
                throw new ServerFailure(
                        "port %d, %s for %s, is in use by another program: end that program or choose another port"
                                .formatted(port, asked != FREE ? "asked" : "remembered in " + file, server));
            }
            Files.writeString(file, Integer.toString(port));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As [#port], whoever listens there by now.
    int remembered(String name, int asked) {
        try {
            Path file = file(name);
            int port = asked != FREE ? asked : remembered(file);
            if (port == FREE) {
                port = freePort();
            }
            Files.writeString(file, Integer.toString(port));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether an earlier start left its ports.
    boolean hasPorts() {
        return !portFiles().isEmpty();
    }

    void forgetPorts() {
        try {
            for (Path file : portFiles()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> portFiles() {
        return Stream.of(PORT, CONTROLLER_PORT, MANAGEMENT_PORT)
                .map(this::file)
                .filter(Files::exists)
                .toList();
    }

    private static int remembered(Path file) throws IOException {
        return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : FREE;
    }

    private static int freePort() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = random.nextInt(PORT_MIN, PORT_MAX);
            if (isFree(port)) {
                return port;
            }
        }
        throw new ServerFailure("no free port on loopback between %d and %d".formatted(PORT_MIN, PORT_MAX));
    }

    /// Whoever had it may be about to end, or only be looking whether it is free.
    private static boolean becomesFree(int port) {
        return new Wait(PORT_PATIENCE).until(() -> isFree(port));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
