package io.headrace.dataset.stream;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// A row of the table `public.house`, as capture writes it.
record House(
        long id,
        @Nullable Double area,
        @Nullable Integer rooms,
        @Nullable Boolean garden,
        @Nullable String district,
        @Nullable String price,
        @Nullable String note) {

    static final Schema KEY = SchemaBuilder.record("Key")
            .namespace("cdc.shop.public_.house")
            .fields()
            .requiredLong("id")
            .endRecord();

    static final Schema ROW = SchemaBuilder.record("Value")
            .namespace("cdc.shop.public_.house")
            .fields()
            .optionalLong("id")
            .optionalDouble("area_m2")
            .optionalInt("rooms")
            .optionalBoolean("garden")
            .optionalString("district")
            .optionalString("price")
            .optionalString("note")
            .endRecord();

    static final Schema ENVELOPE = envelope(ROW);

    private static final List<String> DISTRICTS = List.of("north", "east", "south", "west", "moon");

    /// Debezium's envelope around rows of a schema.
    static Schema envelope(Schema row) {
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), row);
        return SchemaBuilder.record("Envelope")
                .namespace("cdc.shop.public_.house")
                .fields()
                .name("before")
                .type(optional)
                .noDefault()
                .name("after")
                .type(optional)
                .noDefault()
                .requiredString("op")
                .optionalLong("ts_ms")
                .endRecord();
    }

    static House random(long id, RandomGenerator random) {
        return new House(
                id,
                random.nextInt(20) == 0 ? null : Double.valueOf(random.nextDouble(20, 300)),
                random.nextInt(20) == 0 ? null : Integer.valueOf(random.nextInt(1, 12)),
                random.nextInt(20) == 0 ? null : Boolean.valueOf(random.nextBoolean()),
                random.nextInt(20) == 0 ? null : DISTRICTS.get(random.nextInt(DISTRICTS.size())),
                price(random),
                random.nextInt(3) == 0 ? null : "note " + random.nextInt(3));
    }

    private static @Nullable String price(RandomGenerator random) {
        return switch (random.nextInt(30)) {
            case 0 -> null;
            case 1 -> "NaN";
            case 2 -> "1e40";
            case 3 -> "-Infinity";
            default -> "%d.%02d".formatted(random.nextInt(50_000, 900_000), random.nextInt(100));
        };
    }

    GenericRecord key() {
        GenericRecord key = new GenericData.Record(KEY);
        key.put("id", id);
        return key;
    }

    GenericRecord row() {
        GenericRecord row = new GenericData.Record(ROW);
        row.put("id", id);
        row.put("area_m2", area);
        row.put("rooms", rooms);
        row.put("garden", garden);
        row.put("district", district);
        row.put("price", price);
        row.put("note", note);
        return row;
    }

    House withNote(String newNote) {
        return new House(id, area, rooms, garden, district, price, newNote);
    }
}
