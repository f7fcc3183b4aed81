package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.events.DatasetVersion;
import io.headrace.events.PipelineRefused;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Span;
import io.headrace.kernel.trace.Spans;
import io.headrace.kernel.trace.Traceparent;
import io.headrace.schemas.RowHistory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void theMakingOfAVersionIsASpanBelowTheCaptureOfItsCut() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().put(MILL).complete().cut(), System.currentTimeMillis() - 50);
        bench.rest();

        Traceparent capture = Traceparent.root("shop/7412/1", "shop/7412/1");
        assertThat(bench.versions()).hasSize(1);
        assertThat(bench.spans).singleElement().satisfies(span -> {
            assertThat(span.place()).isEqualTo(Span.Place.under(capture, capture.child("shop/7412/1/house-price@1")));
            assertThat(span.start()).isBefore(span.end());
        });
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

    @Test
    void saysNothingWhenNoDeclaredColumnChanged() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().put(MILL).complete().cut());
        bench.rest();
        bench.versions();

        bench.rows(bench.captured.put(MILL.withNote("for sale")).cut());
        bench.rest();

        assertThat(bench.versions()).isEmpty();
    }

    @Test
    void aChangeThatTheTriggerDoesNotCountIsAVersionAllTheSame() {
        bench.pipeline(Pipelines.watching("price"));
        bench.rows(bench.captured.reset().put(MILL).put(BARN).complete().cut());
        bench.rest();
        long first = bench.versions().getLast().getChanges();

        House wider = new House(1, 130.0, 4, true, "north", "250000.00", null);
        bench.rows(bench.captured.put(wider).cut());
        bench.rest();
        DatasetVersion uncounted = bench.versions().getLast();
        assertThat(uncounted.getChanges()).isEqualTo(first);
        assertThat(OnePass.of(uncounted)).isEqualTo(OnePass.over(List.of(wider, BARN), Pipelines.TEST_SHARE));

        bench.rows(bench.captured
                .put(new House(1, 130.0, 4, true, "north", "260000.00", null))
                .delete(BARN)
                .put(new House(3, 90.0, 4, true, "east", "100000", null))
                .cut());
        bench.rest();
        assertThat(bench.versions().getLast().getChanges()).isEqualTo(first + 3);
    }

    @Test
    void saysNothingOfATableThatIsNotReadToItsEnd() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().put(MILL).cut());
        bench.rows(bench.captured.put(BARN).cut());
        bench.rest();
        assertThat(bench.versions()).isEmpty();

        bench.rows(bench.captured.complete().cut());
        bench.rest();

        assertThat(bench.versions()).singleElement().satisfies(version -> {
            assertThat(version.getCut().getNumber()).isEqualTo(3);
            assertThat(OnePass.of(version)).isEqualTo(OnePass.over(List.of(MILL, BARN), Pipelines.TEST_SHARE));
        });
    }

    @Test
    void countsChangesAndNeverGoesBack() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().put(MILL).put(BARN).complete().cut());
        bench.rest();
        long first = bench.versions().getLast().getChanges();

        bench.rows(bench.captured.reset().put(MILL).complete().cut());
        bench.rest();

        DatasetVersion version = bench.versions().getLast();
        assertThat(version.getChanges()).isEqualTo(first + 3);
        assertThat(OnePass.of(version)).isEqualTo(OnePass.over(List.of(MILL), Pipelines.TEST_SHARE));
    }

    @Test
    void aRefusedRevisionLeavesTheOneInForce() {
        bench.pipeline(Pipelines.accepted(1));
        bench.pipeline(new PipelineRefused(Pipelines.NAME, List.of("label is missing"), "ada"));
        bench.rows(bench.captured.reset().put(MILL).complete().cut());
        bench.rest();

        assertThat(bench.versions()).extracting(DatasetVersion::getRevision).containsExactly(1);
    }

    @Test
    void countsRefusedRowsByReasonAndForgetsThoseThatWereMended() {
        House noRooms = new House(3, 60.0, null, true, "east", "80000", null);
        House noPrice = new House(4, 60.0, 2, true, "east", null, null);
        House alsoNoPrice = new House(5, 60.0, 2, true, "east", null, null);
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured
                .reset()
                .put(MILL)
                .put(noRooms)
                .put(noPrice)
                .put(alsoNoPrice)
                .complete()
                .cut());
        bench.rest();
        assertThat(bench.versions().getLast().getRefusedRows())
                .isEqualTo(Map.of("rooms is null", 1L, "price is null", 2L));

        bench.rows(bench.captured
                .put(new House(3, 60.0, 3, true, "east", "80000", null))
                .delete(noPrice)
                .cut());
        bench.rest();
        assertThat(bench.versions().getLast().getRefusedRows()).isEqualTo(Map.of("price is null", 1L));
    }

    @Test
    void tellsWhereTheNewestCutWroteRowsThatAreNotAsExpected() {
        House shed = new House(3, 12.0, 1, false, "east", "80000", null);
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().put(MILL).put(shed).complete().cut());
        bench.rest();
        assertThat(misfits()).containsExactly("1: 1 row, cut 1 at 0/2");

        bench.rows(bench.captured
                .put(BARN)
                .put(new House(4, 13.0, 1, false, "east", "80000", null))
                .put(new House(5, 14.0, 1, false, null, "80000", null))
                .cut());
        bench.rest();
        // The test's driver counts the topics of one pattern together: the list of cuts has offset 4.
        assertThat(misfits()).containsExactly("1: 3 row, cut 2 at 0/6, cut 2 at 0/7", "2: 1 row, cut 2 at 0/7");

        bench.rows(bench.captured
                .delete(shed)
                .put(new House(4, 130.0, 1, false, "east", "80000", null))
                .put(new House(5, 140.0, 1, false, "east", "80000", null))
                .cut());
        bench.rest();
        assertThat(misfits()).isEmpty();
    }

    @Test
    void ofRowsThatWereStoredBeforeItKnowsTheNumberAlone() {
        bench.rows(bench.captured
                .reset()
                .put(MILL)
                .put(new House(3, 12.0, 1, false, "east", "80000", null))
                .complete()
                .cut());
        bench.pipeline(Pipelines.accepted(1));
        bench.rest();

        assertThat(misfits()).containsExactly("1: 1 row");
    }

    private List<String> misfits() {
        return bench.versions().getLast().getMisfits().stream()
                .map(misfits -> "%d: %d row%s"
                        .formatted(
                                misfits.getExpectation(),
                                misfits.getRows(),
                                misfits.getPlaces().stream()
                                        .map(place -> ", cut %d at %d/%d"
                                                .formatted(
                                                        place.getCutNumber(), place.getPartition(), place.getOffset()))
                                        .collect(Collectors.joining())))
                .toList();
    }

    @Test
    void keepsTheChampionsRevisionBesideTheNewest() {
        bench.pipeline(Pipelines.accepted(1));
        bench.deployment(Pipelines.deployed(1));
        bench.pipeline(Pipelines.accepted(2, 0.5));
        bench.pipeline(Pipelines.accepted(3, 0.7));
        bench.rows(bench.captured.reset().put(MILL).put(BARN).complete().cut());
        bench.rest();

        assertThat(bench.versions()).extracting(DatasetVersion::getRevision).containsExactly(1, 3);
    }

    @Test
    void dropsARevisionThatIsNeitherNewestNorChampion() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().put(MILL).complete().cut());
        bench.pipeline(Pipelines.accepted(2));
        bench.rest();
        bench.versions();

        bench.rows(bench.captured.put(BARN).cut());
        bench.rest();

        assertThat(bench.versions()).extracting(DatasetVersion::getRevision).containsExactly(2);
    }

    @Test
    void namesAColumnThatIsGoneUntilItIsBack() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().put(MILL).complete().cut());
        bench.rest();
        bench.versions();

        bench.rows(bench.captured.change(BARN, withoutRooms()).cut());
        bench.rest();

        assertThat(bench.versions().getLast().getProblem())
                .isEqualTo(
                        "column rooms is not in public.house any more: put it back, or declare the pipeline without it");

        bench.rows(bench.captured.put(BARN).cut());
        bench.rest();

        DatasetVersion healed = bench.versions().getLast();
        assertThat(healed.getProblem()).isNull();
        assertThat(OnePass.of(healed)).isEqualTo(OnePass.over(List.of(MILL, BARN), Pipelines.TEST_SHARE));
    }

    @Test
    void holdsTheRowsOfATableThatIsReadAgainForAColumnThatIsBack() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured.reset().cut());
        bench.rows(bench.captured.put(MILL).put(BARN).complete().cut());
        bench.rest();
        bench.rows(bench.captured.reset().cut());
        bench.rows(bench.captured
                .change(MILL, withoutRooms())
                .change(BARN, withoutRooms())
                .complete()
                .cut());
        bench.rest();
        assertThat(bench.versions().getLast().getProblem()).startsWith("column rooms is not in public.house any more");

        bench.rows(bench.captured.reset().cut());
        bench.rows(bench.captured.put(MILL).put(BARN).complete().cut());
        bench.rest();

        DatasetVersion healed = bench.versions().getLast();
        assertThat(healed.getProblem()).isNull();
        assertThat(OnePass.of(healed)).isEqualTo(OnePass.over(List.of(MILL, BARN), Pipelines.TEST_SHARE));
    }

    private static GenericRecord withoutRooms() {
        Schema schema = SchemaBuilder.record("Value")
                .fields()
                .optionalLong("id")
                .optionalDouble("area_m2")
                .optionalBoolean("garden")
                .optionalString("district")
                .optionalString("price")
                .endRecord();
        GenericRecord row = new GenericData.Record(schema);
        row.put("price", "1");
        return row;
    }

    @Test
    void buriesWhatNobodyCanReadAndGoesOn() {
        bench.pipeline(Pipelines.accepted(1));
        bench.rows(bench.captured
                .reset()
                .put(MILL)
                .garbage()
                .keyless(BARN)
                .complete()
                .cut());
        bench.rest();

        assertThat(bench.progress.deadLetters()).isEqualTo(2);
        assertThat(OnePass.of(bench.versions().getLast())).isEqualTo(OnePass.over(List.of(MILL), Pipelines.TEST_SHARE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void isWiredAsDrawn(int partitions) throws IOException, URISyntaxException {
        String topology = new DatasetTopology(
                        "shop", partitions, RowHistory.FOR_EVER, bench.wire, bench.progress, Spans.NONE)
                .build(KafkaAddress.at("nowhere:1"))
                .describe()
                .toString();

        assertThat(topology)
                .isEqualToNormalizingNewlines(Files.readString(
                        Path.of(Objects.requireNonNull(getClass().getResource("/topology-%d.txt".formatted(partitions)))
                                .toURI())));
    }
}
