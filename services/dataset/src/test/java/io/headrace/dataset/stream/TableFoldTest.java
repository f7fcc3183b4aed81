package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.TableProgress;
import io.headrace.dataset.stream.RowComparison.Difference;
import io.headrace.exact.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableFoldTest {

    private static final RevisionId REVISION = new RevisionId(Pipelines.NAME, 1);
    private static final Declaration DECLARATION =
            PipelineCatalog.declaration(REVISION, "test", Pipelines.accepted(1).getSpec());
    private static final House MILL = new House(1, 120.0, 4, true, "north", "250000.00", null);
    private static final House BARN = new House(2, 80.0, 2, false, "moon", "99000.50", null);

    private final MemoryWire wire = new MemoryWire();
    private final Captured captured = new Captured(wire, 1, 0);

    @Test
    void holdsAfterAnyHistoryWhatOnePassOverTheRowsHolds(@TempDir Path folder) {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("seed %d (repeat with -Dheadrace.seed=%d)%n", seed, seed);
        Random random = new Random(seed);
        Map<Long, House> houses = new HashMap<>();
        try (DiskRows rows = new DiskRows(folder.resolve("rows"))) {
            TableFold fold = fold(rows);
            take(fold, captured.reset().complete().cut());
            for (int cut = 0; cut < 200; cut++) {
                take(fold, randomCut(random, houses));
                assertThat(fold.isWhole()).isTrue();
                assertThat(OnePass.of(fold.tally(REVISION)))
                        .isEqualTo(OnePass.over(houses.values(), Pipelines.TEST_SHARE));
            }
            assertThat(fold.content()).isEqualTo(content(houses.values()));
        }
    }

    @Test
    void recordsThatAreTakenAgainFromAPlaceOnChangeNothingInTheEnd() {
        TableFold fold = fold(new MemoryRows());
        take(fold, captured.reset().put(MILL).put(BARN).complete().cut());
        List<ProducerRecord<byte[], byte[]>> later = captured.delete(BARN).cut();
        List<ProducerRecord<byte[], byte[]>> last =
                captured.put(MILL.withNote("dry")).cut();

        TableProgress place = fold.place(0);
        rows(later).forEach(row -> fold.take(0, RowHead.of(row.headers()), row.key(), row.value(), false));
        take(fold, last);
        assertThat(fold.content()).isEqualTo(content(List.of(MILL.withNote("dry"), BARN)));

        fold.back(0, place);
        take(fold, later);
        take(fold, last);
        assertThat(fold.content()).isEqualTo(content(List.of(MILL.withNote("dry"))));
        assertThat(OnePass.of(fold.tally(REVISION))).isEqualTo(OnePass.over(List.of(MILL), Pipelines.TEST_SHARE));
    }

    @Test
    void aTableThatIsBeingReadIsNotWhole() {
        TableFold fold = fold(new MemoryRows());
        assertThat(fold.isWhole()).isFalse();

        take(fold, captured.reset().put(MILL).complete().cut().subList(0, 2));

        assertThat(fold.isWhole()).isFalse();
    }

    @Test
    void refusesWhatTheServiceBuriesAndGoesOn() {
        TableFold fold = fold(new MemoryRows());
        List<ProducerRecord<byte[], byte[]>> first =
                captured.reset().put(MILL).complete().cut();
        take(fold, first);

        assertThatThrownBy(() -> take(fold, first)).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> take(fold, captured.garbage().cut())).isInstanceOf(UnreadableRecord.class);
        take(fold, captured.put(BARN).cut());

        assertThat(fold.content()).isEqualTo(content(List.of(MILL, BARN)));
    }

    @Test
    void namesTheKeysInWhichTwoTablesDiffer() {
        House changed = new House(1, 121.0, 4, true, "north", "250000.00", null);
        House missing = new House(3, 10.0, 1, false, "east", "1", null);
        House same = new House(4, 11.0, 1, false, "east", "2", null);
        TableFold fold = fold(new MemoryRows());
        take(fold, captured.reset().put(MILL).put(BARN).put(same).complete().cut());

        List<Difference> differences = compare(fold, 10, changed, missing, same);

        assertThat(differences)
                .extracting(difference -> String.join(",", difference.key()))
                .containsExactly("1", "2", "3");
        assertThat(differences.getFirst().folded()).containsEntry("area_m2", "120.0");
        assertThat(differences.getFirst().other())
                .containsEntry("area_m2", "121.0")
                .doesNotContainKey("note");
        assertThat(differences.get(1).other()).isNull();
        assertThat(differences.get(2).folded()).isNull();
        assertThat(compare(fold, 1, changed, missing, same)).hasSize(1);
    }

    @Test
    void theRowsOfADatasetComeInTheOrderOfTheirKeysAsTheyStandInTheTable() {
        House sixtyFour = new House(64, 11.0, null, false, "east", "2", null);
        House far = new House(300, 90.5, 3, true, "west", "120000.00", "refused for nothing");
        House rich = new House(70, 10.0, 1, false, "east", "1e40", null);
        TableFold fold = fold(new MemoryRows());
        take(fold, captured.reset().put(far).put(rich).put(MILL).complete().cut());
        take(fold, captured.put(sixtyFour).put(BARN).cut());

        DatasetRows dataset = fold.dataset(REVISION, new MemoryRows());

        List<DatasetRow> rows = new ArrayList<>();
        dataset.forEach(rows::add);
        assertThat(rows).extracting(row -> row.key().getFirst()).containsExactly("1", "2", "300");
        assertThat(rows.getLast().cells())
                .containsExactly(Cell.of(90.5), Cell.of(3.0), Cell.of(true), Cell.of("west"), Cell.of(120_000.0));
        assertThat(rows.stream().filter(DatasetRow::test).count())
                .isEqualTo(fold.tally(REVISION).test().count());
        assertThat(fold.tally(REVISION).refused().values()).containsExactly(1L, 1L);
        assertThat(dataset.key().name(0)).isEqualTo("id");
    }

    private List<ProducerRecord<byte[], byte[]>> randomCut(Random random, Map<Long, House> houses) {
        if (random.nextInt(40) == 0) {
            houses.clear();
            captured.reset().complete();
        }
        for (int change = 1 + random.nextInt(5); change > 0; change--) {
            House house = House.random(random.nextInt(60), random);
            if (random.nextInt(4) == 0) {
                captured.delete(house);
                houses.remove(house.id());
            } else {
                captured.put(house);
                houses.put(house.id(), house);
            }
        }
        return captured.cut();
    }

    private List<Difference> compare(TableFold fold, int limit, House... others) {
        RowComparison comparison = fold.comparison();
        records(List.of(others)).forEach(row -> comparison.other(row.key(), row.value()));
        return comparison.differences(limit);
    }

    private Content content(Collection<House> houses) {
        ContentSum sum = new ContentSum(wire);
        records(houses).forEach(row -> sum.add(row.key(), row.value()));
        return sum.content();
    }

    /// Rows as a read of the table brings them.
    private List<ProducerRecord<byte[], byte[]>> records(Collection<House> houses) {
        Captured read = new Captured(wire, 1, 0);
        houses.forEach(read::put);
        return rows(read.cut());
    }

    private static List<ProducerRecord<byte[], byte[]>> rows(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(row -> row.topic().equals(Captured.TOPIC))
                .toList();
    }

    private TableFold fold(RowStore rows) {
        return new TableFold(wire, 1, false, List.of(DECLARATION), rows);
    }

    private static void take(TableFold fold, List<ProducerRecord<byte[], byte[]>> records) {
        rows(records).forEach(row -> fold.take(0, RowHead.of(row.headers()), row.key(), row.value(), true));
    }
}
