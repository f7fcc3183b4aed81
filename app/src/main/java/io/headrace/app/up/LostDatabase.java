package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.schemas.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Tells a database that is new from one that was lost: services would begin anew in it, beside topics that hold all
/// that was decided before.
public final class LostDatabase {

    private static final String EMPTY =
            "select not exists (select from headrace.outbox) and not exists (select from headrace.state)";

    private LostDatabase() {}

    /// Whether the database holds no decision, though the topics do.
    public static boolean isLost(Environment environment) {
        return isEmpty(environment) && events(environment) > 0;
    }

    /// A [CommandFailure] that names the way out, where it is lost.
    static void refuse(Environment environment) {
        if (isLost(environment)) {
            throw CommandFailure.failed(
                    "Headrace's database holds no decision, but its topics do: it was lost or replaced. `headrace rebuild database --data %s` makes it again from the topics"
                            .formatted(environment.data()));
        }
    }

    private static boolean isEmpty(Environment environment) {
        try (Connection connection = DriverManager.getConnection(environment.pgUrl());
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(EMPTY)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw CommandFailure.failed(e);
        }
    }

    private static long events(Environment environment) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", environment.kafka()))) {
            Map<TopicPartition, OffsetSpec> ends = Topics.EVENTS.stream()
                    .collect(Collectors.toMap(topic -> new TopicPartition(topic, 0), _ -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw CommandFailure.failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while Kafka was asked");
        }
    }
}
