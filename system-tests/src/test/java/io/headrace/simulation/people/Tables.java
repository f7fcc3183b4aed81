package io.headrace.simulation.people;

import static io.headrace.simulation.source.Shape.column;
import static io.headrace.simulation.source.Shape.key;

import io.headrace.simulation.Dice;
import io.headrace.simulation.source.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables of a source and rows for them.
public final class Tables {

    public static final String SOURCE = "main";
    public static final Shape HOUSES = shape("house");
    public static final Shape FLATS = shape("flat");
    public static final List<Shape> ALL = List.of(HOUSES, FLATS);
    private static final List<String> DISTRICTS = List.of("north", "east", "south", "harbour");

    private Tables() {}

    private static Shape shape(String name) {
        return new Shape(
                "public",
                name,
                List.of(
                        key("id", Shape.Type.INT),
                        column("area", Shape.Type.DOUBLE),
                        column("rooms", Shape.Type.INT),
                        column("garden", Shape.Type.BOOLEAN),
                        column("district", Shape.Type.TEXT),
                        column("price", Shape.Type.DOUBLE)),
                false);
    }

    /// A row; now and then one that no dataset takes.
    public static Map<String, @Nullable Object> row(long id, Dice dice) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        double area = Math.round(dice.real(20, 300) * 4) / 4.0;
        row.put("id", (int) id);
        row.put("area", dice.onceIn(15) ? null : area);
        row.put("rooms", dice.onceIn(15) ? null : dice.between(1, 9));
        row.put("garden", dice.onceIn(2));
        row.put("district", dice.pick(DISTRICTS));
        row.put("price", dice.onceIn(25) ? null : area * 1000 + dice.real(-9e3, 9e3));
        return row;
    }
}
