package io.headrace.app.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.torture.ChangeSum.Op;
import io.headrace.app.torture.Ledger.Transaction;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnmarkedTest {

    private final Map<Long, Long> cuts = new HashMap<>();

    @Test
    void whatATransactionDidElsewhereSaysWhichCutItIs() {
        locate(transaction(5, sum(Op.UPDATE, 7)), sum(Op.UPDATE, 7));

        assertThat(cuts).containsExactly(Map.entry(5L, 31L));
    }

    @Test
    void aTruncateIsNotToldFromTheBeginningOfARead() {
        locate(transaction(5, sum(Op.TRUNCATE, 0)), sum(Op.TRUNCATE, 0));

        assertThat(cuts).isEmpty();
    }

    private void locate(Transaction transaction, ChangeSum found) {
        new Unmarked(cuts, Map.of(transaction.number(), transaction))
                .locate(Map.of("bulk", Map.of(31L, new CutParts.Part(found))));
    }

    private static Transaction transaction(long number, ChangeSum change) {
        return new Transaction(number, 1, 2, Map.of("bulk", change, "mark", sum(Op.CREATE, number)));
    }

    private static ChangeSum sum(Op op, long id) {
        ChangeSum sum = new ChangeSum();
        sum.add(op, id, 0);
        return sum;
    }
}
