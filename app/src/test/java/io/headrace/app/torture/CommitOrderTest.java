package io.headrace.app.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.torture.Ledger.Transaction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitOrderTest {

    private final Findings findings = new Findings();

    @Test
    void cutsInTheOrderOfTheirCommitsAreRight() {
        check(Map.of(1L, 10L, 2L, 11L), transaction(1, 100, 110), transaction(2, 120, 130));

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void ofTwoCommitsAtTheSameTimeEitherMayBeFirst() {
        check(Map.of(1L, 11L, 2L, 10L), transaction(1, 100, 130), transaction(2, 120, 140));

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void aCutBehindTheOneOfALaterCommitIsFound() {
        check(
                Map.of(1L, 12L, 2L, 10L, 3L, 11L),
                transaction(1, 100, 110),
                transaction(2, 120, 130),
                transaction(3, 121, 131));

        assertThat(findings.of(Promise.CHANGES))
                .containsExactly(
                        "transaction 1 was committed before the COMMIT of 3 was sent, and is cut 12 behind cut 11",
                        "transaction 1 was committed before the COMMIT of 2 was sent, and is cut 12 behind cut 10");
    }

    private void check(Map<Long, Long> cuts, Transaction... committed) {
        new CommitOrder(cuts, findings).check(List.of(committed));
    }

    private static Transaction transaction(long number, long sent, long known) {
        return new Transaction(number, sent, known, Map.of());
    }
}
