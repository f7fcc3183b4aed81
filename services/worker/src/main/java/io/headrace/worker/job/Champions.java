package io.headrace.worker.job;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The bytes of versions in production, where deployment finds them too: those that were deployed are kept.
final class Champions {

    private static final String READ = """
            select coalesce(model.artifact, chunk.bytes)
            from headrace.model model
            left join headrace.artifact chunk on chunk.pipeline = model.pipeline and chunk.sha256 = model.sha256
            where model.pipeline = ? and model.version = ?
            order by chunk.chunk""";

    private Champions() {}

    /// Empty: they are not known.
    static Optional<byte[]> read(Connection tx, String pipeline, long version) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PreparedStatement query = tx.prepareStatement(READ)) {
            query.setString(1, pipeline);
            query.setLong(2, version);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    byte[] part = row.getBytes(1);
                    if (part != null) {
                        bytes.writeBytes(part);
                    }
                }
            }
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(bytes.toByteArray());
    }
}
