package io.headrace.dataset.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A table that lives at random, and remembers what it holds.
final class Workload {

    private static final int KEYS = 40;

    private final RandomGenerator random;
    private final Captured captured;
    private final Map<Long, House> houses = new TreeMap<>();

    Workload(RandomGenerator random, Captured captured) {
        this.random = random;
        this.captured = captured;
    }

    /// The table's first rows, or all of them again, in one cut or in several with changes between.
    List<ProducerRecord<byte[], byte[]>> readAgain() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            captured.reset();
            houses.values().stream().limit(random.nextInt(KEYS)).forEach(captured::put);
            records.addAll(captured.complete().giveUp());
        }
        captured.reset();
        for (House house : List.copyOf(houses.values())) {
            // What changed meanwhile was written already.
            if (house.equals(houses.get(house.id()))) {
                captured.put(house);
            }
            if (random.nextInt(10) == 0) {
                records.addAll(captured.cut());
                change(random.nextLong(KEYS));
            }
        }
        records.addAll(captured.complete().cut());
        return records;
    }

    List<ProducerRecord<byte[], byte[]>> truncate() {
        houses.clear();
        captured.reset();
        if (random.nextBoolean()) {
            change(random.nextLong(KEYS));
        }
        return captured.complete().cut();
    }

    /// Some changes, of the same rows too.
    List<ProducerRecord<byte[], byte[]>> cut() {
        int changes = random.nextInt(5) == 0 ? random.nextInt(1, 60) : 1;
        for (int i = 0; i < changes; i++) {
            change(random.nextLong(KEYS));
        }
        return captured.cut();
    }

    /// A cut that touches every partition.
    List<ProducerRecord<byte[], byte[]>> bigCut() {
        for (long id = 0; id < KEYS; id++) {
            put(House.random(id, random));
        }
        return captured.cut();
    }

    Collection<House> houses() {
        return houses.values();
    }

    private void change(long id) {
        House old = houses.get(id);
        if (old == null) {
            put(House.random(id, random));
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> delete(old);
            case 1 -> put(old.withNote("note " + random.nextInt(9)));
            case 2 -> {
                // A change of the key is a deletion and a new row.
                delete(old);
                put(House.random(random.nextLong(KEYS), random));
            }
            default -> put(House.random(id, random));
        }
    }

    private void put(House house) {
        houses.put(house.id(), house);
        captured.put(house);
    }

    private void delete(House house) {
        houses.remove(house.id());
        captured.delete(house);
    }
}
