package io.headrace.capture.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.headrace.capture.core.TopicMarks.Loss;
import io.headrace.capture.core.TopicMarks.Mark;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What happened to topics by hand, told from how they stood before.
class TopicMarksTest {

    private static final TopicMarks BEFORE =
            TopicMarks.NONE.withSeen(Map.of("a", new Mark("id-a", 0), "b", new Mark("id-b", 7)));

    @Test
    void findsNothingInTopicsThatOnlyGrow() {
        assertThat(BEFORE.losses(
                        Map.of("a", new Mark("id-a", 0), "b", new Mark("id-b", 7), "c", new Mark("id-c", 0)), Set.of()))
                .isEmpty();
        assertThat(TopicMarks.NONE.losses(Map.of("c", new Mark("id-c", 3)), Set.of()))
                .containsEntry("c", Loss.CUT_OFF);
    }

    @Test
    void tellsADeletedTopicFromOneThatWasCutOff() {
        assertThat(BEFORE.losses(Map.of("b", new Mark("id-b", 8)), Set.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", Loss.DELETED, "b", Loss.CUT_OFF));
    }

    @Test
    void takesATopicThatWasMadeAgainForADeletedOne() {
        assertThat(BEFORE.losses(Map.of("a", new Mark("id-x", 0), "b", new Mark("id-b", 7)), Set.of()))
                .containsExactly(Map.entry("a", Loss.DELETED));
    }

    @Test
    void remembersWhatIsLostUntilSomebodyKnows() {
        TopicMarks lost = BEFORE.withLost(Map.of("a", "gone")).withSeen(Map.of());
        assertThat(lost.lost()).containsExactly(Map.entry("a", "gone"));
        assertThat(lost.accepted().lost()).isEmpty();
    }

    @Test
    void aTopicThatHoldsATableIsMissedThoughNobodyHasLookedAtItYet() {
        assertThat(TopicMarks.NONE.losses(Map.of("a", new Mark("id-a", 0)), Set.of("a", "b")))
                .containsExactly(entry("b", Loss.DELETED));
    }
}
