package io.headrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Brokers on loopback, each its own JVM and every one a controller too. With three of them every topic has three
/// replicas, two of which must have a write, so that one broker may be away. Not thread-safe.
public final class KafkaCluster implements AutoCloseable {

    private final List<BrokerSeat> seats;
    private final List<EmbeddedKafka> brokers = new ArrayList<>();
    private final StartListener listener;

    private KafkaCluster(List<BrokerSeat> seats, StartListener listener) {
        this.seats = seats;
        this.listener = listener;
    }

    /// Starts them with their data in the folder, on the ports of last time or on free ones.
    ///
    /// @param size how many brokers; the same at every start on the folder
    public static KafkaCluster start(Path folder, int size, StartListener listener) {
        List<BrokerSeat> seats = IntStream.rangeClosed(1, size)
                .mapToObj(node -> BrokerSeat.of(folder, node, ServerHome.FREE))
                .toList();
        String id = clusterId(seats.getFirst());
        seats.forEach(seat -> seat.join(id));
        KafkaCluster cluster = new KafkaCluster(seats, listener);
        cluster.startAll();
        return cluster;
    }

    private static String clusterId(BrokerSeat first) {
        try {
            return Files.exists(first.clusterId())
                    ? Files.readString(first.clusterId()).strip()
                    : newId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newId() {
        UUID random = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void startAll() {
        List<Future<EmbeddedKafka>> starts;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            starts = seats.stream()
                    .map(seat -> threads.submit(() -> EmbeddedKafka.start(seat, seats, listener)))
                    .toList();
        }
        starts.stream()
                .filter(start -> start.state() == Future.State.SUCCESS)
                .forEach(start -> brokers.add(start.resultNow()));
        Throwable failure = starts.stream()
                .filter(start -> start.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .findFirst()
                .orElse(null);
        require(failure);
    }

    private void require(@Nullable Throwable failure) {
        if (failure != null) {
            close(); // what did start must not stay behind
            throw failure instanceof RuntimeException known
                    ? known
                    : new ServerFailure("the brokers did not start: " + failure, failure);
        }
    }

    public int size() {
        return seats.size();
    }

    public String bootstrapServers() {
        return seats.stream().map(seat -> "127.0.0.1:" + seat.port()).collect(Collectors.joining(","));
    }

    /// One of them.
    ///
    /// @param number from 0
    public EmbeddedKafka broker(int number) {
        return brokers.get(number);
    }

    /// Starts one again that was stopped or killed; returns when clients may connect.
    public void restart(int number) {
        brokers.set(number, EmbeddedKafka.start(seats.get(number), seats, listener));
    }

    @Override
    public void close() {
        Consumer<EmbeddedKafka> stop = EmbeddedKafka::close;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            brokers.forEach(broker -> threads.execute(() -> stop.accept(broker)));
        }
    }
}
