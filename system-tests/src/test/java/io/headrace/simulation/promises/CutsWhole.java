package io.headrace.simulation.promises;

import io.headrace.events.Cut;
import io.headrace.schemas.Topics;
import io.headrace.simulation.World;
import io.headrace.simulation.log.Log.Place;
import io.headrace.simulation.people.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The numbers of cuts grow, and every listed one is in as many partitions as it says, whole.
final class CutsWhole {

    private final World world;
    private final Verdict verdict;
    private final Map<Long, List<RowRecord>> ends = new TreeMap<>();

    CutsWhole(World world, Verdict verdict) {
        this.world = world;
        this.verdict = verdict;
    }

    void check() {
        for (String topic : world.tables().tables()) {
            for (int partition = 0; partition < world.tables().partitions(); partition++) {
                check(new Place(topic, partition));
            }
        }
        List<Long> listed = world.log().all(new Place(Topics.cuts(Tables.SOURCE), 0)).stream()
                .map(message -> ((Cut) world.avro().decode(message.value())).getNumber())
                .toList();
        verdict.expectSame(listed.stream().sorted().distinct().toList(), listed, "the list of cuts");
        verdict.expectSame(List.copyOf(ends.keySet()), listed, "cuts that end");
        ends.forEach((cut, records) -> verdict.expect(
                records.stream().allMatch(record -> record.parts() == records.size()),
                "cut %d ends in %d partitions, not in %d",
                cut,
                records.size(),
                records.getFirst().parts()));
    }

    private void check(Place place) {
        long before = 0;
        boolean ended = true;
        List<RowRecord> records = new ArrayList<>();
        world.log().all(place).forEach(message -> records.add(RowRecord.of(message, world.avro())));
        for (RowRecord record : records) {
            boolean follows = (ended || record.isReset()) ? record.cut() > before : record.cut() == before;
            boolean goesOn = !ended && record.cut() == before;
            verdict.expect(
                    follows || goesOn, "in %s a record of cut %d comes after cut %d", place, record.cut(), before);
            before = record.cut();
            ended = record.isLast();
            if (ended) {
                ends.computeIfAbsent(before, cut -> new ArrayList<>()).add(record);
            }
        }
        verdict.expect(ended, "%s ends within cut %d", place, before);
    }
}
