package io.headrace.dataset.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.dataset.core.Merge.Version;
import io.headrace.dataset.core.Part.BasePart;
import io.headrace.dataset.core.Part.CutPart;
import io.headrace.dataset.core.Part.DroppedPart;
import io.headrace.dataset.core.Part.Extent;
import io.headrace.dataset.core.Part.ListedCut;
import io.headrace.dataset.core.Part.Parts;
import io.headrace.dataset.core.Part.Shift;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class MergeTest {

    private static final RevisionId REVISION = new RevisionId("p", 1);
    private static final Extent WHOLE = new Extent(1, true);

    private final Merge merge = new Merge(2, revision -> {});

    @Test
    void waitsForEveryPartition() {
        bases(0, 0);
        merge.accept(listed(1));
        merge.accept(part(1, 0, 2, 5));

        assertThat(merge.owes()).isFalse();

        merge.accept(part(1, 1, 2, 7));

        assertThat(merge.announce()).singleElement().satisfies(version -> {
            assertThat(version.cut()).isEqualTo(1);
            assertThat(version.tally().changes()).isEqualTo(12);
        });
    }

    @Test
    void appliesCutsInTheOrderOfTheList() {
        bases(0, 0);
        merge.accept(part(2, 1, 1, 7));
        merge.accept(listed(1));
        merge.accept(listed(2));
        assertThat(merge.merged()).isZero();

        merge.accept(part(1, 0, 1, 5));

        assertThat(merge.merged()).isEqualTo(2);
    }

    @Test
    void aListThatComesAgainChangesNothing() {
        bases(0, 0);
        merge.accept(listed(1));
        merge.accept(listed(2));
        merge.accept(part(1, 0, 1, 5));
        merge.accept(listed(1));
        merge.accept(listed(2));
        merge.accept(listed(3));

        merge.accept(part(2, 0, 1, 7));
        merge.accept(part(3, 0, 1, 9));

        assertThat(merge.merged()).isEqualTo(3);
    }

    @Test
    void passesANumberThatIsNeverListed() {
        bases(0, 0);
        merge.accept(part(1, 0, 2, 99));
        merge.accept(part(2, 0, 1, 5));
        merge.accept(listed(2));

        assertThat(merge.merged()).isEqualTo(2);
        assertThat(merge.waiting()).isEmpty();
        assertThat(merge.announce())
                .extracting(version -> version.tally().changes())
                .containsExactly(5L);
    }

    @Test
    void countsNothingTwiceThatABaseContains() {
        bases(0, 2);
        merge.accept(listed(1));
        merge.accept(part(1, 1, 1, 7));
        assertThat(merge.owes()).as("a base is ahead").isFalse();

        merge.accept(listed(2));
        merge.accept(part(2, 1, 1, 7));

        assertThat(merge.announce())
                .extracting(version -> version.tally().changes())
                .containsExactly(0L);
    }

    @Test
    void passesCutsThatHaveLostRecordsOnceALaterOneCameFromEverywhere() {
        bases(0, 0);
        merge.accept(listed(1));
        merge.accept(part(1, 0, 2, 5));
        merge.accept(listed(2));
        merge.accept(listed(3));
        merge.accept(part(3, 0, 1, 7));
        merge.accept(listed(4));
        merge.accept(everywhere(4, 0));

        merge.pass(mark -> mark.commitLsn() <= 2);
        assertThat(merge.merged()).as("partition 1 may still have some of it").isZero();
        merge.accept(everywhere(4, 1));
        merge.pass(mark -> false);
        assertThat(merge.merged()).as("nothing is behind").isZero();
        merge.pass(mark -> mark.commitLsn() <= 2);

        assertThat(merge.merged()).isEqualTo(4);
        assertThat(merge.announce())
                .extracting(version -> version.tally().changes())
                .containsExactly(12L);
    }

    @Test
    void isSilentWhileAPartitionHasDroppedTheRevision() {
        bases(0, 0);
        merge.accept(new DroppedPart(REVISION, 1));
        merge.accept(listed(1));
        merge.accept(part(1, 0, 1, 5));

        assertThat(merge.announce()).isEmpty();
    }

    @Test
    void goesOnFromWhatWaited() {
        bases(0, 0);
        merge.accept(listed(1));
        merge.accept(part(1, 0, 2, 5));

        Merge other = new Merge(2, revision -> {});
        other.restore(0, null, Map.of(REVISION, Objects.requireNonNull(merge.standing(REVISION))), merge.waiting());
        other.accept(part(1, 1, 2, 7));

        assertThat(other.announce()).extracting(Version::cut).containsExactly(1L);
    }

    @Test
    void aVersionTellsOfAllRowsThatLeftSinceTheOneBefore() {
        bases(0);
        merge.accept(new BasePart(REVISION, 1, 0, WHOLE, null, new Tally(1, 0)));
        merge.accept(listed(1));
        merge.accept(part(1, 0, 1, tally(3, 0)));
        assertThat(merge.announce())
                .singleElement()
                .extracting(Version::departed)
                .isNull();
        for (int cut = 2; cut <= 4; cut++) {
            merge.accept(listed(cut));
            merge.accept(part(cut, 0, 1, tally(0, cut == 3 ? 0 : 1)));
        }
        merge.accept(listed(5));
        merge.accept(part(5, 1, 1, tally(1, 0)));

        assertThat(merge.announce())
                .singleElement()
                .extracting(Version::departed)
                .isEqualTo(new Departed(2, 4, 2));
        merge.accept(listed(6));
        merge.accept(part(6, 0, 1, 1));
        assertThat(merge.announce()).extracting(Version::departed).containsOnlyNulls();
    }

    @Test
    void aNewGenerationCountsAsIfAllRowsBeforeItHadLeft() {
        bases(0, 0);
        merge.accept(listed(1));
        merge.accept(part(1, 0, 1, tally(3, 0)));
        assertThat(merge.announce()).hasSize(1);
        Extent unfinished = new Extent(2, false);
        merge.accept(listed(2));
        merge.accept(generation(2, 0, unfinished, tally(2, 0)));
        merge.accept(listed(3));
        // Given up and begun again: what had been read of it was in no version.
        merge.accept(generation(3, 0, new Extent(3, false), new Tally(1, 0)));
        merge.accept(listed(4));
        merge.accept(generation(4, 0, new Extent(4, true), tally(2, 0)));
        merge.accept(generation(4, 1, new Extent(4, true), new Tally(1, 0)));
        merge.accept(listed(5));
        merge.accept(new CutPart(
                5,
                "t",
                1,
                new Parts(1, false),
                List.of(new Shift(REVISION, true, new Extent(4, true), null, new Tally(1, 0)))));

        assertThat(merge.announce())
                .singleElement()
                .extracting(Version::departed)
                .isEqualTo(new Departed(3, 2, 2));
    }

    private static Tally tally(int came, int left) {
        Tally tally = new Tally(1, 0);
        for (int i = 0; i < came; i++) {
            tally.change(null, row(i), true, null);
        }
        for (int i = 0; i < left; i++) {
            tally.change(row(i), null, true, null);
        }
        return tally;
    }

    private static Assessed row(int number) {
        return new Assessed.Counted(0.5, false, new double[] {number, 1}, new byte[] {(byte) number}, 0);
    }

    private static CutPart generation(long cut, int partition, Extent extent, Tally tally) {
        return new CutPart(
                cut, "t", partition, new Parts(1, false), List.of(new Shift(REVISION, true, extent, null, tally)));
    }

    private void bases(long... asOf) {
        for (int partition = 0; partition < asOf.length; partition++) {
            merge.accept(new BasePart(REVISION, partition, asOf[partition], WHOLE, null, new Tally(1, 0)));
        }
    }

    private static CutPart everywhere(long cut, int partition) {
        return new CutPart(cut, "t", partition, new Parts(2, true), List.of());
    }

    private static ListedCut listed(long cut) {
        return new ListedCut(cut, 0, new CutMark("s", cut, cut));
    }

    private static CutPart part(long cut, int partition, int parts, long changes) {
        Tally tally = new Tally(1, 0);
        tally.countChanges(changes);
        return part(cut, partition, parts, tally);
    }

    private static CutPart part(long cut, int partition, int parts, Tally tally) {
        return new CutPart(
                cut, "t", partition, new Parts(parts, false), List.of(new Shift(REVISION, false, WHOLE, null, tally)));
    }
}
