package io.headrace.dataset.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows that are not as expected: of each expectation how many, and where the newest cut that wrote one wrote the first
/// few. Both add up over partitions and cuts, in any order. Not thread-safe.
///
/// Counts are exact: of all rows, or of what a cut changes (then they may be negative). Places are of records, not of
/// rows: a record behind one of them may have mended its row within the same cut. Rows that a revision found stored
/// when it began have none.
public final class Misfits {

    /// Places kept of each expectation.
    public static final int PLACES_MAX = 3;

    private final long[] rows;
    private final List<List<RowPlace>> places;

    /// Of no rows.
    ///
    /// @param expectations how many there are
    public Misfits(int expectations) {
        this(new long[expectations], Collections.nCopies(expectations, List.of()));
    }

    /// @param places of each expectation, all of one cut, in order
    public Misfits(long[] rows, List<List<RowPlace>> places) {
        this.rows = rows.clone();
        this.places = new ArrayList<>(places);
    }

    /// How many expectations there are.
    public int size() {
        return rows.length;
    }

    /// How many rows are not as an expectation says.
    public long rows(int expectation) {
        return rows[expectation];
    }

    /// Where the newest cut that wrote such a row wrote the first few of them.
    public List<RowPlace> places(int expectation) {
        return places.get(expectation);
    }

    /// @param broken which expectations the row breaks, a bit each
    /// @param sign 1: there is such a row, −1: there is one less
    void count(long broken, int sign) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] += (broken >>> i & 1) * sign;
        }
    }

    /// Notes where such a row was written.
    ///
    /// @param at null: unknown
    void note(long broken, @Nullable RowPlace at) {
        for (int i = 0; at != null && i < rows.length; i++) {
            if ((broken >>> i & 1) == 1) {
                places.set(i, first(places.get(i), List.of(at)));
            }
        }
    }

    void plus(Misfits other) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] += other.rows[i];
            places.set(i, first(places.get(i), other.places.get(i)));
        }
    }

    /// The first places of the newest cut among both.
    private static List<RowPlace> first(List<RowPlace> one, List<RowPlace> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        long newest = Math.max(one.getFirst().cut(), other.getFirst().cut());
        return Stream.concat(one.stream(), other.stream())
                .filter(place -> place.cut() == newest)
                .distinct()
                .sorted()
                .limit(PLACES_MAX)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Misfits other && Arrays.equals(rows, other.rows) && places.equals(other.places);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return "Misfits[rows=%s, places=%s]".formatted(Arrays.toString(rows), places);
    }
}
