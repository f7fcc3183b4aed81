package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.database.DatabaseAddress;
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
    public static boolean isLost(Installation installation) {
        return isEmpty(installation.database()) && events(installation.kafka()) > 0;
    }

    /// A [CommandFailure] that names the way out, where it is lost.
    static void refuse(Installation installation) {
        if (isLost(installation)) {
            throw CommandFailure.failed(
                    "Headrace's database holds no decision, but its topics do: it was lost or replaced. `headrace rebuild database` makes it again from the topics");
        }
    }

    private static boolean isEmpty(DatabaseAddress database) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(EMPTY)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw CommandFailure.failed(e);
        }
    }

    private static long events(KafkaAddress kafka) {
        try (Admin admin = Admin.create(kafka.client())) {
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
