package io.headrace.dataset.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one partition tells the merge, in order.
public sealed interface Part {

    /// The partition that speaks.
    int partition();

    /// A topic partition has all of its share of a cut.
    ///
    /// @param of which topic partitions must say so
    record CutPart(long cut, String topic, int partition, Parts of, List<Shift> shifts) implements Part {

        public CutPart {
            shifts = List.copyOf(shifts);
        }
    }

    /// Which topic partitions must say that they have all of their share of a cut.
    ///
    /// @param everywhere all that the source has at the cut
    record Parts(int count, boolean everywhere) {

        /// Of a cut whose last records are compacted: nobody knows.
        public static final Parts UNKNOWN = new Parts(Integer.MAX_VALUE, false);
    }

    /// The list of cuts has this one: it is whole in the topics. A number that is never listed belonged to a read that
    /// was given up.
    record ListedCut(long cut, int partition, CutMark mark) implements Part {}

    /// The share of a revision that was computed from stored rows.
    ///
    /// @param asOf the last cut that it contains; 0: none
    /// @param tally all rows of the partition
    record BasePart(
            RevisionId revision,
            int partition,
            long asOf,
            Extent extent,
            @Nullable String problem,
            Tally tally) implements Part {}

    /// The partition no longer keeps statistics of a revision.
    record DroppedPart(RevisionId revision, int partition) implements Part {}

    /// Which generation of the table's rows is counted, and whether it is whole.
    record Extent(long generation, boolean complete) {}

    /// What a cut changes in a revision's share.
    ///
    /// @param anew the tally replaces all rows before it: a generation of the table began within the cut
    /// @param problem why the revision cannot be read from the table any more; null: it can
    record Shift(
            RevisionId revision,
            boolean anew,
            Extent extent,
            @Nullable String problem,
            Tally tally) {}
}
