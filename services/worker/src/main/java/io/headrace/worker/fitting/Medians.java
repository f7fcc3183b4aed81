package io.headrace.worker.fitting;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The medians of what a model sees of a dataset's training rows. Of an even number of values it is half
/// the sum of the two in the middle; of none it is 0. Holds 8 bytes for each row and column that is asked
/// for.
final class Medians implements Consumer<DatasetRow> {

    private final List<Feature> all;
    private final int[] features;
    private final Values[] values;

    private Medians(List<Feature> all, int[] features) {
        this.all = all;
        this.features = features;
        this.values = Arrays.stream(features).mapToObj(_ -> new Values()).toArray(Values[]::new);
    }

    /// Of the numerics whose nulls take it, by column. Goes through the rows only where there is such a column.
    static SortedMap<String, Double> of(Encoding encoding, Rows rows) {
        List<Feature> all = encoding.features();
        Medians medians = new Medians(
                all,
                IntStream.range(0, all.size())
                        .filter(at -> encoding.nullsOf(all.get(at)) instanceof NullRule.Median)
                        .toArray());
        if (medians.features.length > 0) {
            rows.forEach(medians);
        }
        SortedMap<String, Double> found = new TreeMap<>();
        for (int i = 0; i < medians.features.length; i++) {
            found.put(all.get(medians.features[i]).column(), medians.values[i].median());
        }
        return found;
    }

    @Override
    public void accept(DatasetRow row) {
        if (row.test()) {
            return;
        }
        for (int i = 0; i < features.length; i++) {
            if (row.cells().get(features[i]) instanceof Cell.Numeric(double value)) {
                values[i].add(all.get(features[i]).seen(value));
            }
        }
    }

    private static final class Values {

        private double[] numbers = new double[1024];
        private int count;

        void add(double number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, 2L * count)));
            }
            numbers[count++] = number;
        }

        double median() {
            if (count == 0) {
                return 0;
            }
            Arrays.sort(numbers, 0, count);
            double upper = numbers[count / 2];
            return count % 2 == 1 ? upper : numbers[count / 2 - 1] / 2 + upper / 2;
        }
    }
}
