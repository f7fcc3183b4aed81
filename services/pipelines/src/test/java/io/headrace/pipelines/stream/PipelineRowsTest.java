package io.headrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Operation;
import io.headrace.pipelines.core.PipelineCommand.Delete;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class PipelineRowsTest {

    private static final Instant COMMITTED = Instant.parse("2026-01-02T00:00:00Z");

    /// Deletions need no look at a catalogue.
    private final PipelineRows rows = new PipelineRows(Map.of("main", new PGSimpleDataSource()));

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01 12:00:00.17164+00", "2026-01-01 17:30:00.17164+05:30"})
    void theMomentOfWritingNamesTheCauseHoweverItIsWritten(String writtenAt) {
        assertThat(rows.inputs(deleted(writtenAt)))
                .singleElement()
                .satisfies(input -> assertThat(input.cause().id())
                        .isEqualTo("pipeline/house-price/2026-01-01T12:00:00.171640Z/deleted"));
    }

    @Test
    void aDeletedRowIsACommandOfItsLastAuthor() {
        assertThat(rows.inputs(deleted("2026-01-01 12:00:00+00")))
                .singleElement()
                .satisfies(input -> assertThat(input.command()).isEqualTo(new Delete("house-price", "ada")));
    }

    private static ChangedRow deleted(String writtenAt) {
        return new ChangedRow(
                new Origin("rows", 0, 0),
                COMMITTED,
                Operation.DELETE,
                Map.of("name", "house-price", "spec", "{}", "author", "ada", "written_at", writtenAt),
                null);
    }
}
