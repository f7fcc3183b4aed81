package io.headrace.app.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.torture.ChangeSum.Op;
import io.headrace.app.torture.Ledger.Transaction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartComparisonTest {

    private final Findings findings = new Findings();
    private final Map<Long, CutParts.Part> topic = new LinkedHashMap<>();
    private final Map<Long, Long> cuts = new HashMap<>();
    private final Map<Long, Transaction> ledger = new HashMap<>();

    @Test
    void aTopicThatHoldsWhatWasCommittedHolds() {
        committed(1, 10, sum(5));
        committed(2, 11, sum(6, 7));
        topic(10, sum(5));
        topic(11, sum(7, 6));

        ChangeCount count = compare();

        assertThat(count.holds()).isTrue();
        assertThat(count.committed).isEqualTo(3);
        assertThat(count.found).isEqualTo(3);
        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void aTransactionThatIsMissingIsLost() {
        committed(1, 10, sum(5));
        committed(2, 11, sum(6, 7));
        topic(10, sum(5));

        ChangeCount count = compare();

        assertThat(count.lost).isEqualTo(2);
        assertThat(findings.of(Promise.CHANGES))
                .containsExactly("house: 2 changes of transaction 2 are missing in cut 11");
    }

    @Test
    void aReadBehindTheLastTransactionThatIsThereExcusesOneThatIsMissing() {
        committed(1, 10, sum(5));
        committed(2, 12, sum(6, 7));
        committed(3, 14, sum(8));
        topic(10, sum(5));
        read(13);
        topic(14, sum(8));

        ChangeCount count = compare();

        assertThat(count.holds()).isTrue();
        assertThat(count.read).isEqualTo(2);
    }

    @Test
    void aReadElsewhereExcusesNothing() {
        committed(1, 10, sum(5));
        committed(2, 12, sum(6, 7));
        committed(3, 14, sum(8));
        topic(10, sum(5));
        topic(14, sum(8));
        read(15);

        assertThat(compare().lost).isEqualTo(2);
    }

    @Test
    void oneWhoseCutNobodyKnowsIsExcusedByAReadBetweenThoseBeforeAndBehindIt() {
        committed(1, 10, sum(5));
        committed(2, sum(6, 7));
        committed(3, 14, sum(8));
        topic(10, sum(5));
        read(12);
        topic(14, sum(8));

        ChangeCount count = compare();

        assertThat(count.holds()).isTrue();
        assertThat(count.read).isEqualTo(2);
    }

    @Test
    void oneWhoseCutNobodyKnowsIsLostWhereTheReadIsElsewhere() {
        committed(1, 10, sum(5));
        committed(2, sum(6, 7));
        committed(3, 14, sum(8));
        topic(10, sum(5));
        topic(14, sum(8));
        read(15);

        assertThat(compare().lost).isEqualTo(2);
        assertThat(findings.of(Promise.CHANGES)).containsExactly("house: 2 changes of transaction 2 are missing");
    }

    @Test
    void aChangeThatIsThereTwiceIsDoubled() {
        committed(1, 10, sum(5));
        topic(10, sum(5, 5));

        ChangeCount count = compare();

        assertThat(count.doubled).isEqualTo(1);
        assertThat(findings.of(Promise.CHANGES)).singleElement().asString().contains("2 changes and the ledger 1");
    }

    @Test
    void oneRowForAnotherIsSeen() {
        committed(1, 10, sum(5));
        topic(10, sum(6));

        ChangeCount _ = compare();

        assertThat(findings.of(Promise.CHANGES)).singleElement().asString().endsWith("and they differ");
    }

    @Test
    void whatWasNeverCommittedIsTooMuch() {
        cuts.put(9L, 10L);
        topic(10, sum(5));

        assertThat(compare().doubled).isEqualTo(1);
        assertThat(findings.of(Promise.CHANGES)).singleElement().asString().endsWith("which was not committed");
    }

    @Test
    void changesOfNoTransactionAreTooMuch() {
        topic(10, sum(5, 6, 7));

        assertThat(compare().doubled).isEqualTo(2); // one would be the begin of a read
    }

    private ChangeCount compare() {
        ChangeCount count = new ChangeCount();
        new PartComparison("house", topic, cuts, ledger, findings).into(count);
        return count;
    }

    private void committed(long number, long cut, ChangeSum sum) {
        committed(number, sum);
        cuts.put(number, cut);
    }

    private void committed(long number, ChangeSum sum) {
        ledger.put(number, new Transaction(number, 10 * number, 10 * number + 1, Map.of("house", sum)));
    }

    private void topic(long cut, ChangeSum sum) {
        topic.put(cut, new CutParts.Part(sum));
    }

    private void read(long cut) {
        ChangeSum sum = new ChangeSum();
        sum.add(Op.TRUNCATE, 0, 0);
        topic(cut, sum);
    }

    private static ChangeSum sum(long... ids) {
        ChangeSum sum = new ChangeSum();
        for (long id : ids) {
            sum.add(Op.CREATE, id, 1);
        }
        return sum;
    }
}
