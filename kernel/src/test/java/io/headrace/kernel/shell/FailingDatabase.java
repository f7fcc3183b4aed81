package io.headrace.kernel.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A database whose connection is lost at one step: just before it, or when it is done but not yet answered.
final class FailingDatabase {

    private static final Set<String> STEPS = Set.of("executeUpdate", "executeQuery", "execute", "commit");
    private static final String CONNECTION_LOST = "08006";

    private final DataSource database;
    private final int failingStep;
    private final boolean afterIt;
    private int steps;

    FailingDatabase(DataSource database, int failingStep, boolean afterIt) {
        this.database = database;
        this.failingStep = failingStep;
        this.afterIt = afterIt;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, database, null);
    }

    /// How many steps were taken, failed ones included.
    int steps() {
        return steps;
    }

    private <T> T proxy(Class<T> type, Object target, @Nullable Connection connection) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call(target, connection, method, arguments));
        return type.cast(proxy);
    }

    private @Nullable Object call(
            Object target, @Nullable Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        boolean fails = STEPS.contains(method.getName()) && ++steps == failingStep;
        Connection mine = target instanceof Connection itself ? itself : connection;
        if (fails && !afterIt) {
            throw lose(mine);
        }
        Object answer;
        try {
            answer = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
        if (fails) {
            throw lose(mine);
        }
        return switch (answer) {
            case Connection made -> proxy(Connection.class, made, made);
            case PreparedStatement made -> proxy(PreparedStatement.class, made, mine);
            case null, default -> answer;
        };
    }

    private static SQLException lose(@Nullable Connection connection) throws SQLException {
        if (connection != null) {
            connection.abort(Runnable::run);
        }
        return new SQLException("the connection is lost", CONNECTION_LOST);
    }
}
