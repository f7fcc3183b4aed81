package io.headrace.training.run;

import io.headrace.exact.Ridge.Solution.Fit;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table `headrace.model_coefficients`.
record Coefficients(double intercept, List<Double> columns) {

    private static final String INSERT = """
            insert into headrace.model_coefficients (pipeline, version, revision, coefficients) values (?, ?, ?, ?)
            on conflict (pipeline, version) do update
            set revision = excluded.revision, coefficients = excluded.coefficients""";

    private static final String SELECT =
            "select coefficients from headrace.model_coefficients where pipeline = ? and version = ?";

    Coefficients {
        columns = List.copyOf(columns);
    }

    static void keep(Connection tx, String pipeline, long version, int revision, Fit fit) throws SQLException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Double.BYTES * (fit.coefficients().size() + 1));
        bytes.putDouble(fit.intercept());
        fit.coefficients().forEach(bytes::putDouble);
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setString(1, pipeline);
            insert.setLong(2, version);
            insert.setInt(3, revision);
            insert.setBytes(4, bytes.array());
            insert.executeUpdate();
        }
    }

    static Optional<Coefficients> read(Connection tx, String pipeline, long version) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(SELECT)) {
            query.setString(1, pipeline);
            query.setLong(2, version);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(of(ByteBuffer.wrap(row.getBytes(1)))) : Optional.empty();
            }
        }
    }

    private static Coefficients of(ByteBuffer bytes) {
        double intercept = bytes.getDouble();
        List<Double> columns = new ArrayList<>();
        while (bytes.hasRemaining()) {
            columns.add(bytes.getDouble());
        }
        return new Coefficients(intercept, columns);
    }
}
