package io.headrace.system;

import io.headrace.app.Environment;
import io.headrace.app.up.LineageChoice;
import io.headrace.app.up.Progress;
import io.headrace.app.up.Up;
import io.headrace.app.up.Workshop;
import io.headrace.client.Headrace;
import io.headrace.embedded.ServerPorts;
import io.headrace.kernel.trace.Spans;
import io.headrace.training.core.Retention;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;

/// A running `up`, and the hands of a person at it: SQL and a subscription, nothing else.
record Installation(Up up, Database database, Headrace client) implements AutoCloseable {

    static Installation start(Path data) throws SQLException {
        return start(data, Spans.NONE);
    }

    static Installation start(Path data, Spans spans) throws SQLException {
        Up up = Up.start(
                data,
                ServerPorts.ANY,
                new Up.Choices(null, Retention.USUAL, Workshop.EMPTY, LineageChoice.USUAL),
                spans,
                new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
        Environment environment = up.environment();
        return new Installation(
                up,
                Database.open(environment),
                Headrace.connect(
                        environment.kafka().bootstrap(),
                        environment.registry().url().toString()));
    }

    @Override
    public void close() throws SQLException {
        client.close();
        database.close();
        up.close();
    }
}
