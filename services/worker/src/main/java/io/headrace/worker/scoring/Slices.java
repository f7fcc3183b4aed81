package io.headrace.worker.scoring;

import io.headrace.exact.Cell;
import io.headrace.exact.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// All rows, and apart those that have one value in one feature.
final class Slices<C extends Compared> {

    private static final List<String> FLAGS = List.of("false", "true");

    private final C all;
    private final List<Slice<C>> slices;

    /// @param features of the rows, in their order
    /// @param columns of the features that rows are sliced by
    /// @param empty makes what has no rows
    Slices(List<Feature> features, List<String> columns, Supplier<C> empty) {
        this.all = empty.get();
        List<String> names = features.stream().map(Feature::column).toList();
        this.slices = columns.stream()
                .map(column -> {
                    int at = names.indexOf(column);
                    return Slice.of(features.get(at), at, empty);
                })
                .toList();
    }

    /// @param at which of the features
    /// @param rest no value, or an undeclared one
    private record Slice<C>(String column, int at, Map<String, C> byValue, C rest) {

        static <C> Slice<C> of(Feature feature, int at, Supplier<C> empty) {
            Map<String, C> byValue = new LinkedHashMap<>();
            for (String value : feature.kind() == Feature.Kind.BOOLEAN ? FLAGS : feature.values()) {
                byValue.put(value, empty.get());
            }
            return new Slice<>(feature.column(), at, byValue, empty.get());
        }

        C of(List<Cell> row) {
            return switch (row.get(at)) {
                case Cell.Text(String value) -> byValue.getOrDefault(value, rest);
                case Cell.Flag(boolean value) -> byValue.getOrDefault(Boolean.toString(value), rest);
                case Cell.Missing() -> rest;
                case Cell.Numeric number ->
                    throw new IllegalArgumentException(
                            "%s is %s: rows are sliced by a boolean or categorical".formatted(column, number));
            };
        }
    }

    /// Where a row is to be added.
    List<C> of(List<Cell> row) {
        List<C> places = new ArrayList<>(slices.size() + 1);
        places.add(all);
        slices.forEach(slice -> places.add(slice.of(row)));
        return places;
    }

    /// Of all rows.
    Score score() {
        return all.score();
    }

    /// Of each value that a row has, in declared order.
    List<SliceScore> scores() {
        List<SliceScore> scores = new ArrayList<>();
        for (Slice<C> slice : slices) {
            slice.byValue().forEach((value, rows) -> scores.add(new SliceScore(slice.column(), value, rows.score())));
            scores.add(new SliceScore(slice.column(), null, slice.rest().score()));
        }
        return scores.stream().filter(slice -> slice.score().rows() > 0).toList();
    }
}
