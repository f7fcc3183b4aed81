package io.headrace.pipelines.core.reading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values that are tried of one hyperparameter.
sealed interface Axis {

    /// These.
    ///
    /// @param values `Long` or `Double`, one at least
    record Values(List<Number> values) implements Axis {
        public Values {
            values = List.copyOf(values);
        }
    }

    /// Any from one to another, both included.
    ///
    /// @param isWhole whether whole numbers alone are drawn
    /// @param isLogarithmic whether the numbers' logarithms are spread evenly, not the numbers; then both are
    ///     above 0
    record Between(double from, double to, boolean isWhole, boolean isLogarithmic) implements Axis {}

    int DIGITS = 6;

    /// More combinations than anybody wants to have counted.
    long MANY = 1_000_000;

    /// How often as many as asked for are drawn anew where they were drawn before.
    int PATIENCE = 20;

    /// How many trials a grid has, counted to [#MANY].
    ///
    /// @param axes without a [Between]
    static long combinations(Map<String, Axis> axes) {
        long combinations = 1;
        for (Axis axis : axes.values()) {
            int values = values(axis).size();
            combinations = Math.min(MANY, combinations * values);
        }
        return combinations;
    }

    /// Every combination; the last axis changes first.
    static List<SortedMap<String, Object>> grid(Map<String, Axis> axes) {
        List<SortedMap<String, Object>> trials = List.of(new TreeMap<>());
        for (Map.Entry<String, Axis> axis : axes.entrySet()) {
            List<SortedMap<String, Object>> longer = new ArrayList<>();
            for (SortedMap<String, Object> trial : trials) {
                for (Number value : values(axis.getValue())) {
                    SortedMap<String, Object> more = new TreeMap<>(trial);
                    more.put(axis.getKey(), value);
                    longer.add(more);
                }
            }
            trials = longer;
        }
        return trials;
    }

    /// Different combinations that a seed draws; fewer where there are not so many, or where so many were not met.
    static List<SortedMap<String, Object>> drawn(Map<String, Axis> axes, long draws, long seed) {
        SequencedSet<SortedMap<String, Object>> trials = new LinkedHashSet<>();
        for (long i = 0; i < PATIENCE * draws && trials.size() < draws; i++) {
            SortedMap<String, Object> trial = new TreeMap<>();
            long draw = i;
            axes.forEach((key, axis) -> trial.put(key, axis.at(share(seed, draw, key))));
            trials.add(trial);
        }
        return List.copyOf(trials);
    }

    /// Evenly spread from 0 to 1 without it: the first 53 bits of SHA-256 of seed, draw and key, in lines.
    private static double share(long seed, long draw, String key) {
        byte[] name = "%d\n%d\n%s".formatted(seed, draw, key).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
            return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The value at a share of the way from the least to the most.
    private Number at(double share) {
        return switch (this) {
            case Values(List<Number> values) -> values.get((int) (share * values.size()));
            case Between(double from, double to, boolean isWhole, boolean isLogarithmic) -> {
                double low = isWhole ? from - 0.5 : from;
                double high = isWhole ? to + 0.5 : to;
                double drawn = isLogarithmic
                        ? StrictMath.exp(StrictMath.log(low) + share * (StrictMath.log(high) - StrictMath.log(low)))
                        : low + share * (high - low);
                if (isWhole) {
                    yield Math.clamp(Math.round(drawn), (long) from, (long) to);
                }
                double rounded =
                        new BigDecimal(drawn).round(new MathContext(DIGITS)).doubleValue();
                yield Math.clamp(rounded, from, to);
            }
        };
    }

    private static List<Number> values(Axis axis) {
        return switch (axis) {
            case Values(List<Number> values) -> values;
            case Between between -> throw new IllegalArgumentException("%s has no end of values".formatted(between));
        };
    }
}
