package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Patience;
import io.headrace.kernel.Unavailable;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.topics.Answers;
import io.headrace.schemas.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
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

    /// Whether the database holds no decision, though the topics do; an [Unavailable] where a server is away.
    public static boolean isLost(Installation installation) {
        return isEmpty(installation.database()) && events(installation.kafka()) > 0;
    }

    /// A [CommandFailure] that names the way out, where it is lost; an [Unavailable] where a server is away.
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
            throw Patience.isTransient(e)
                    ? new Unavailable(String.valueOf(e.getMessage()), e)
                    : CommandFailure.failed(e);
        }
    }

    private static long events(KafkaAddress kafka) {
        try (Admin admin = Admin.create(kafka.client())) {
            Map<TopicPartition, OffsetSpec> ends = Topics.EVENTS.stream()
                    .collect(Collectors.toMap(
                            topic -> new TopicPartition(kafka.named(topic), 0), _ -> OffsetSpec.latest()));
            return Answers.await(admin.listOffsets(ends).all()).values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }
}
