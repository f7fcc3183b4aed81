package io.headrace.worker.job;

import io.headrace.worker.search.TrialMemory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The table `headrace.job_trial`. Where it cannot be read or written, a trial is made once more.
public record StoredTrials(DataSource database, String pipeline) implements TrialMemory {

    private static final Logger LOGGER = LoggerFactory.getLogger(StoredTrials.class);

    private static final String RECALL = "select figures from headrace.job_trial where pipeline = ? and trial = ?";

    private static final String REMEMBER = """
            insert into headrace.job_trial (pipeline, trial, figures) values (?, ?, ?::jsonb)
            on conflict (pipeline, trial) do update set figures = excluded.figures""";

    private static final String KEEP = "delete from headrace.job_trial where pipeline = ? and trial <> all(?)";

    private static final String FORGET = "delete from headrace.job_trial where pipeline = ?";

    @Override
    public Optional<SortedMap<String, Double>> recall(String trial) {
        try (Connection tx = database.getConnection();
                PreparedStatement query = tx.prepareStatement(RECALL)) {
            query.setString(1, pipeline);
            query.setString(2, trial);
            try (ResultSet row = query.executeQuery()) {
                Optional<SortedMap<String, Double>> figures =
                        row.next() ? Optional.of(figures(row.getString(1))) : Optional.empty();
                tx.rollback();
                return figures;
            }
        } catch (SQLException e) {
            LOGGER.warn("trials of {} cannot be recalled: {}", pipeline, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void remember(String trial, SortedMap<String, Double> figures) {
        try (Connection tx = database.getConnection();
                PreparedStatement insert = tx.prepareStatement(REMEMBER)) {
            insert.setString(1, pipeline);
            insert.setString(2, trial);
            insert.setString(3, JsonMapper.shared().writeValueAsString(figures));
            insert.executeUpdate();
            tx.commit();
        } catch (SQLException e) {
            LOGGER.warn("a trial of {} cannot be remembered: {}", pipeline, e.getMessage());
        }
    }

    @Override
    public void keepOnly(Collection<String> trials) {
        try (Connection tx = database.getConnection();
                PreparedStatement delete = tx.prepareStatement(KEEP)) {
            delete.setString(1, pipeline);
            delete.setArray(2, tx.createArrayOf("text", trials.toArray()));
            delete.executeUpdate();
            tx.commit();
        } catch (SQLException e) {
            LOGGER.warn("earlier trials of {} cannot be forgotten: {}", pipeline, e.getMessage());
        }
    }

    /// Those of a pipeline that was deleted.
    public static void forget(Connection tx, String pipeline) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(FORGET)) {
            delete.setString(1, pipeline);
            delete.executeUpdate();
        }
    }

    private static SortedMap<String, Double> figures(String json) {
        SortedMap<String, Double> figures = new TreeMap<>();
        for (var figure : JsonMapper.shared().readTree(json).properties()) {
            JsonNode value = figure.getValue();
            figures.put(figure.getKey(), value.asDouble());
        }
        return figures;
    }
}
