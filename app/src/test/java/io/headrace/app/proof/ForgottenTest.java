package io.headrace.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.proof.Forgotten.Part;
import io.headrace.app.proof.Forgotten.Subject;
import io.headrace.app.proof.Forgotten.Use;
import io.headrace.app.proof.KeyPass.Stay;
import io.headrace.app.proof.KeyPass.Traces;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ForgottenTest {

    private static final Traces TRACES = Traces.NONE.with(4).with(9);
    private static final Subject SUBJECT =
            new Subject("public.house", "7", "cdc.main.public.house", TRACES, true, "rows are kept for ever");
    private static final List<Stay> GONE = List.of(new Stay(3, 9L));

    @Test
    void holdsIfTheRowLeftAndProductionIsWithoutIt() {
        assertThat(found(GONE, use(3, Part.ABSENT)).objections()).isEmpty();
        assertThat(found(GONE, use(3, Part.REFUSED)).holds()).isTrue();
    }

    @Test
    void doesNotHoldWhileAVersionInProductionWasMadeWithTheRow() {
        for (Part part : List.of(Part.TRAINING, Part.TEST, Part.UNKNOWN)) {
            assertThat(found(GONE, use(3, part)).objections())
                    .containsExactly("house@3 is in production, and the row is %s of it".formatted(part));
        }
    }

    @Test
    void doesNotHoldForARowThatIsThereOrNeverWas() {
        assertThat(found(List.of(new Stay(3, 9L), new Stay(12, null)), use(3, Part.ABSENT))
                        .objections())
                .containsExactly("the row is still in public.house, since cut 12");
        assertThat(found(List.of(), use(3, Part.ABSENT)).objections())
                .singleElement()
                .asString()
                .startsWith("cdc.main.public.house holds no such row and no trace of one");
    }

    @Test
    void tellsVersionsOneAfterAnotherInOneLine() {
        StringWriter printed = new StringWriter();
        new ForgottenReport(found(GONE, use(4, Part.ABSENT))).print(new PrintWriter(printed), false);

        assertThat(printed.toString().lines())
                .contains(
                        "public.house 7",
                        "  came at cut 3",
                        "  left at cut 9",
                        "  cdc.main.public.house holds 2 records of it, from offset 4 to 9; rows are kept for ever",
                        "house@1 … 2   10 … 20   in training",
                        "house@3" + " ".repeat(12) + "30   in the test split",
                        "house@4" + " ".repeat(12) + "40   not there",
                        "forgotten");
    }

    private static Forgotten found(List<Stay> stays, Use production) {
        List<Use> uses = List.of(use(1, Part.TRAINING), use(2, Part.TRAINING), use(3, Part.TEST), use(4, Part.ABSENT));
        return new Forgotten(SUBJECT, stays, uses, List.of(), List.of(production), Map.of());
    }

    private static Use use(long version, Part part) {
        return new Use("house", version, 10 * version, part, "");
    }
}
