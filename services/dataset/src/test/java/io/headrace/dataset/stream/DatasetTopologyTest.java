package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.events.DatasetVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetTopologyTest {

    private static final House MILL = new House(1, 120.0, 4, true, "north", "250000.00", null);
    private static final House BARN = new House(2, 80.0, 2, false, "moon", "99000.50", null);

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void announcesTheRowsOfACutWithItsLastRow() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().put(MILL).put(BARN).complete().cut());
        bench.rest();

        List<DatasetVersion> versions = bench.versions();

        assertThat(versions).hasSize(1);
        DatasetVersion version = versions.getFirst();
        assertThat(version.getPipeline()).isEqualTo("house-price");
        assertThat(version.getRevision()).isEqualTo(1);
        assertThat(version.getCut().getNumber()).isEqualTo(1);
        assertThat(version.getCut().getSystemId()).isEqualTo("7412");
        assertThat(OnePass.of(version)).isEqualTo(OnePass.over(List.of(MILL, BARN), Pipelines.TEST_SHARE));
    }

    @Test
    void computesANewPipelineFromStoredRows() {
        bench.rows(bench.captured.reset().put(MILL).put(BARN).complete().cut());
        bench.pipeline(Pipelines.accepted(1));
        bench.rest();

        DatasetVersion version = bench.versions().getLast();

        assertThat(version.getCut().getNumber()).isEqualTo(1);
        assertThat(version.getChanges()).isZero();
        assertThat(OnePass.of(version)).isEqualTo(OnePass.over(List.of(MILL, BARN), Pipelines.TEST_SHARE));
    }
}
