package io.headrace.pipelines.stream;

import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.pipelines.catalogue.TableCatalogue;
import io.headrace.pipelines.core.PipelineCommand;
import io.headrace.pipelines.core.PipelineCommand.Delete;
import io.headrace.pipelines.core.PipelineCommand.Write;
import io.headrace.pipelines.core.TableFacts;
import io.headrace.pipelines.core.TableFacts.NotAsked;
import io.headrace.pipelines.core.reading.Reading;
import io.headrace.pipelines.core.reading.Reading.Columns;
import io.headrace.pipelines.core.reading.SourceNames;
import io.headrace.pipelines.core.reading.SpecReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Makes commands of the rows of `headrace.pipeline`.
public final class PipelineRows {

    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, DataSource> catalogues;
    private final SourceNames sources;

    /// @param catalogues connections to each source's database
    public PipelineRows(Map<String, ? extends DataSource> catalogues) {
        this.catalogues = Map.copyOf(catalogues);
        this.sources = new SourceNames(catalogues.keySet().stream().sorted().toList());
    }

    /// What a written or deleted row asks for.
    public List<Input<PipelineCommand>> inputs(ChangedRow row) {
        Map<String, @Nullable Object> after = row.after();
        if (after != null) {
            return List.of(written(after));
        }
        Map<String, @Nullable Object> before = row.before();
        return before == null ? List.of() : List.of(deleted(before, row.time()));
    }

    private Input<PipelineCommand> written(Map<String, @Nullable Object> row) {
        String pipeline = text(row, "name");
        String author = text(row, "author");
        Reading reading = SpecReader.read(sources, pipeline, json.readValue(text(row, "spec"), Object.class));
        Instant writtenAt = writtenAt(row);
        // The moment of writing tells the writings of one row apart, also within a transaction, and is still the
        // same when the row is read again.
        Cause cause = Cause.of("pipeline/%s/%s".formatted(pipeline, writtenAt), writtenAt);
        return new Input<>(pipeline, cause, new Write(pipeline, author, reading, look(reading.columns(), author)));
    }

    private static Input<PipelineCommand> deleted(Map<String, @Nullable Object> row, Instant time) {
        String pipeline = text(row, "name");
        Cause cause = Cause.of("pipeline/%s/%s/deleted".formatted(pipeline, writtenAt(row)), time);
        return new Input<>(pipeline, cause, new Delete(pipeline, text(row, "author")));
    }

    private TableFacts look(Columns columns, String author) {
        String source = columns.source();
        if (source == null) {
            return new NotAsked();
        }
        try (Connection connection =
                Objects.requireNonNull(catalogues.get(source), source).getConnection()) {
            try {
                return TableCatalogue.look(columns.table(), author, connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the catalogue of the source %s cannot be read: %s".formatted(source, e.getMessage()), e);
        }
    }

    private static Instant writtenAt(Map<String, @Nullable Object> row) {
        return RowTime.instant(text(row, "written_at"));
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
        if (row.get(column) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "a row of headrace.pipeline has a text %s, not %s".formatted(column, row.get(column)));
    }
}
