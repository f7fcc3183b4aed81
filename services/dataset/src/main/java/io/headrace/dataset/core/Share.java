package io.headrace.dataset.core;

import io.headrace.dataset.core.Part.Extent;
import io.headrace.dataset.core.Part.Shift;

/// One partition's share of a revision, up to the merged cut.
///
/// @param asOf the cut that its base contains: what earlier cuts changed is in it already
public record Share(long asOf, Extent extent, Tally tally) {

    /// How many counted rows leave with a cut. Rows of a read that was given up were in no dataset version.
    long leaving(Shift shift) {
        long replaced = shift.anew() && extent.complete() ? tally.counted() : 0;
        return replaced + shift.tally().departed();
    }

    /// The share after a cut.
    Share after(long cut, Shift shift) {
        if (cut <= asOf) {
            return this;
        }
        if (!shift.anew()) {
            return new Share(asOf, shift.extent(), tally.plus(shift.tally()));
        }
        Tally fresh = shift.tally();
        // The rows of the old generation are gone: each is a change, and the count must not go back.
        fresh.countChanges(tally.rows() + tally.changes());
        return new Share(asOf, shift.extent(), fresh);
    }
}
