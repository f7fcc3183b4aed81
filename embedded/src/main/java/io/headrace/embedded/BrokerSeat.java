package io.headrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The place of one broker in its cluster.
///
/// @param node its number, from 1
/// @param asked the port that was asked for, or 0
/// @param port for clients and other brokers
/// @param controllerPort for the quorum
record BrokerSeat(ServerHome home, int node, int asked, int port, int controllerPort) {

    /// The seat it had in the data folder last time, else a new one.
    ///
    /// @param asked a port, or 0 for the one it had last time, else a free one
    static BrokerSeat of(Path folder, int node, int asked) {
        ServerHome home = home(folder, node);
        home.create();
        return new BrokerSeat(
                home,
                node,
                asked,
                home.remembered(ServerHome.PORT, asked),
                home.remembered(ServerHome.CONTROLLER_PORT, ServerHome.FREE));
    }

    static ServerHome home(Path folder, int node) {
        return new ServerHome(folder, node == 1 ? "kafka" : "kafka-" + node);
    }

    /// @throws ServerFailure if somebody else listens on one of its ports
    void requireFree() {
        home.port(ServerHome.PORT, asked);
        home.port(ServerHome.CONTROLLER_PORT, ServerHome.FREE);
    }

    /// The cluster's id, once there is one; written before the broker's first start, it joins that cluster.
    Path clusterId() {
        return home.file("cluster-id");
    }

    void join(String cluster) {
        try {
            if (!Files.exists(clusterId())) {
                Files.writeString(clusterId(), cluster);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
