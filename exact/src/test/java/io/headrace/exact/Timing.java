package io.headrace.exact;

import java.util.Random;
import java.util.function.IntConsumer;

/// Prints microseconds per operation at 20 features; run by hand.
final class Timing {

    private Timing() {}

    public static void main(String[] args) {
        Random random = new Random(1);
        double[][] rows = new double[1000][21];
        byte[][] elements = new byte[1000][600];
        for (int i = 0; i < 1000; i++) {
            random.nextBytes(elements[i]);
            for (int j = 0; j < 21; j++) {
                rows[i][j] = random.nextGaussian() * 100;
            }
        }
        GramMatrix matrix = new GramMatrix(20);
        GramMatrix other = new GramMatrix(20);
        for (double[] row : rows) {
            other.add(row);
        }
        LtHash hash = new LtHash();
        byte[] raw = new byte[matrix.rawSize()];
        byte[] compact = other.toBytes();
        time("GramMatrix.add", i -> matrix.add(rows[i % 1000]));
        time("GramMatrix.plus", i -> matrix.plus(other));
        time("GramMatrix.writeTo", i -> matrix.writeTo(raw, 0));
        time("GramMatrix.readFrom", i -> GramMatrix.readFrom(raw, 0, 20));
        time("GramMatrix.toBytes (%d of %d)".formatted(compact.length, raw.length), i -> other.toBytes());
        time("GramMatrix.fromBytes", i -> GramMatrix.fromBytes(compact));
        time("LtHash.add", i -> hash.add(elements[i % 1000]));
        time("LtHash.plus", i -> hash.plus(hash));
        for (int columns : new int[] {20, 60, 256}) {
            GramMatrix train = random(random, columns);
            Ridge.Solution.Fit fit = (Ridge.Solution.Fit) Ridge.solve(train, 1);
            int times = 200_000 / columns / columns;
            time("Ridge.solve at %d columns".formatted(columns), times, i -> Ridge.solve(train, 1));
            time(
                    "Evaluation.of at %d columns".formatted(columns),
                    times,
                    i -> Evaluation.of(train, fit.intercept(), fit.coefficients()));
        }
    }

    private static GramMatrix random(Random random, int columns) {
        GramMatrix matrix = new GramMatrix(columns);
        for (int n = 0; n < 1000; n++) {
            double[] row = new double[columns + 1];
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextGaussian() * 100;
            }
            matrix.add(row);
        }
        return matrix;
    }

    static void time(String what, IntConsumer operation) {
        time(what, 50_000, operation);
    }

    static void time(String what, int times, IntConsumer operation) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                operation.accept(i);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / times);
        }
        System.out.printf("%-40s %8.2f µs%n", what, best);
    }
}
