package io.headrace.training.run;

import io.headrace.exact.Ridge.Solution.Fit;
import io.headrace.training.onnx.LinearWeights;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table `headrace.model_coefficients`.
public record Coefficients(double intercept, List<Double> columns) {

    private static final String INSERT = """
            insert into headrace.model_coefficients (pipeline, version, revision, coefficients) values (?, ?, ?, ?)
            on conflict (pipeline, version) do update
            set revision = excluded.revision, coefficients = excluded.coefficients""";

    private static final String SELECT =
            "select coefficients from headrace.model_coefficients where pipeline = ? and version = ?";

    private static final String DELETE = "delete from headrace.model_coefficients where pipeline = ? and version = ?";

    public Coefficients {
        columns = List.copyOf(columns);
    }

    static Coefficients of(Fit fit) {
        return new Coefficients(fit.intercept(), fit.coefficients());
    }

    /// Those of an artifact.
    public static Coefficients of(ByteBuffer artifact) {
        LinearWeights weights = LinearWeights.of(artifact);
        return new Coefficients(weights.intercept(), weights.coefficients());
    }

    /// Keeps them under a version.
    public void keep(Connection tx, String pipeline, long version, int revision) throws SQLException {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * (columns.size() + 1));
        bytes.putDouble(intercept);
        columns.forEach(bytes::putDouble);
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setString(1, pipeline);
            insert.setLong(2, version);
            insert.setInt(3, revision);
            insert.setBytes(4, bytes.array());
            insert.executeUpdate();
        }
    }

    /// Forgets those of a version.
    public static void remove(Connection tx, String pipeline, long version) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
            delete.setString(1, pipeline);
            delete.setLong(2, version);
            delete.executeUpdate();
        }
    }

    static Optional<Coefficients> read(Connection tx, String pipeline, long version) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(SELECT)) {
            query.setString(1, pipeline);
            query.setLong(2, version);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(unpacked(ByteBuffer.wrap(row.getBytes(1)))) : Optional.empty();
            }
        }
    }

    private static Coefficients unpacked(ByteBuffer bytes) {
        double intercept = bytes.getDouble();
        List<Double> columns = new ArrayList<>();
        while (bytes.hasRemaining()) {
            columns.add(bytes.getDouble());
        }
        return new Coefficients(intercept, columns);
    }
}
