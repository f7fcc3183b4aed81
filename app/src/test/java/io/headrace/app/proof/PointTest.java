package io.headrace.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.proof.Point.Verdict;
import io.headrace.capture.core.Snapshot;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PointTest {

    private static final long LSN = 1L << 40;

    /// 100 to 109 were there, of which 103 and 105 were still running.
    private final Point point = new Point(Snapshot.parse("103:110:103,105"), LSN, Map.of(0, 50L));

    @Test
    void aRowCountsIfItsTransactionIsVisibleWhateverItsPosition() {
        assertThat(point.row(104, LSN - 10)).isEqualTo(Verdict.COUNTS);
        assertThat(point.row(105, LSN - 20)).isEqualTo(Verdict.LATER);
        assertThat(point.row(103, LSN - 30)).isEqualTo(Verdict.LATER);
        assertThat(point.row(102, LSN - 5)).isEqualTo(Verdict.COUNTS);
        assertThat(point.row(110, LSN - 5)).isEqualTo(Verdict.LATER);
    }

    @Test
    void aRowThatWasReadWithItsGenerationCounts() {
        assertThat(point.row(0, 0)).isEqualTo(Verdict.COUNTS);
    }

    @Test
    void aTransactionOfLongAgoIsNotTakenForOneThatCameRoundToItsNumber() {
        assertThat(point.row(105, LSN - (1L << 36) - 1)).isEqualTo(Verdict.COUNTS);
        assertThat(point.row(105, LSN - (1L << 36))).isEqualTo(Verdict.LATER);
    }

    @Test
    void aGenerationThatWasInTheTopicBeforeTheSnapshotCountsAndAnotherIsUnclear() {
        assertThat(point.generation(0, 49)).isEqualTo(Verdict.COUNTS);
        assertThat(point.generation(0, 50)).isEqualTo(Verdict.UNCLEAR);
        assertThat(point.generation(1, 0)).isEqualTo(Verdict.UNCLEAR);
    }
}
