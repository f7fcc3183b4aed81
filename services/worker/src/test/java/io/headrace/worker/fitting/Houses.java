package io.headrace.worker.fitting;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Rows with all kinds of features and nulls, whose labels no line predicts.
public final class Houses {

    public static final Encoding ENCODING = new Encoding(
            List.of(
                    Feature.numeric("area"),
                    Feature.numeric("rooms").with(new NullRule.Mean()),
                    Feature.numeric("floor").with(new NullRule.Constant(-1.5)),
                    Feature.bool("garden").with(new NullRule.Constant(0.5)),
                    Feature.categorical("district", List.of("north", "east", "süd"))
                            .with(new NullRule.Constant(0))),
            "label",
            null);

    private static final List<Cell> DISTRICTS =
            List.of(Cell.of("north"), Cell.of("east"), Cell.of("süd"), Cell.of("elsewhere"), Cell.of(""), Cell.MISSING);

    private Houses() {}

    /// What a house is like, whose cells say it or do not.
    public record House(double area, double rooms, boolean garden, int district) {

        /// Nothing that a line could predict.
        public double price() {
            return 1e6
                    + 1e5 * Math.abs(area)
                    + (garden ? 3e4 : -3e4) * (rooms > 4 ? 1 : -1)
                    + (district == 1 ? 5e4 : 0);
        }
    }

    /// Every fifth of them tests.
    public static List<DatasetRow> rows(long seed, int count, Function<House, Cell> label) {
        Random random = new Random(seed);
        List<DatasetRow> rows = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            House house =
                    new House(random.nextGaussian(), 1 + random.nextInt(8), random.nextBoolean(), random.nextInt(6));
            rows.add(new DatasetRow(
                    List.of(Integer.toString(id)),
                    (id % 5 + 0.5) / 5,
                    id % 5 == 0,
                    List.of(
                            Cell.of(house.area()),
                            some(random, Cell.of(house.rooms())),
                            some(random, Cell.of(random.nextInt(5))),
                            some(random, Cell.of(house.garden())),
                            DISTRICTS.get(house.district()),
                            label.apply(house))));
        }
        return rows;
    }

    public static Cell price(House house) {
        return Cell.of(house.price());
    }

    public static Cell isDear(House house) {
        return Cell.of(house.price() > 1.1e6);
    }

    /// Of three classes.
    public static Cell style(House house) {
        return Cell.of(house.area() < -0.5 ? "small" : house.garden() ? "green" : "grey");
    }

    private static Cell some(Random random, Cell cell) {
        return random.nextInt(10) == 0 ? Cell.MISSING : cell;
    }
}
