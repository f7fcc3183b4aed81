package io.headrace.registry.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.projector.Stretch;
import io.headrace.registry.rebuild.Positions.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final Stretch WHOLE = new Stretch("headrace.training", "t1", 0, 0, 100);

    @Test
    void aTopicIsHeldUpToThePositionAndNotBeyond() {
        Positions positions = at("t1", 60);

        assertThat(positions.behind(List.of(WHOLE))).containsExactly(new Stretch("headrace.training", "t1", 0, 0, 60));
        assertThat(positions.ahead(List.of(WHOLE))).containsExactly(new Stretch("headrace.training", "t1", 0, 60, 100));
        assertThat(positions.lost(List.of(WHOLE))).isEmpty();
    }

    @Test
    void nothingIsHeldOfATopicThatWasNeverRead() {
        Positions none = new Positions(Map.of());

        assertThat(none.behind(List.of(WHOLE)).getFirst().length()).isZero();
        assertThat(none.ahead(List.of(WHOLE))).containsExactly(WHOLE);
        assertThat(none.lost(List.of(WHOLE))).isEmpty();
    }

    @Test
    void aTopicThatBeginsLaterHasLostItsBeginning() {
        Stretch cut = new Stretch("headrace.training", "t1", 0, 7, 100);

        assertThat(at("t1", 60).behind(List.of(cut)).getFirst().length()).isEqualTo(53);
        assertThat(at("t1", 60).lost(List.of(cut)))
                .containsExactly("headrace.training begins at offset 7: what stood before is gone");
    }

    @Test
    void aTopicThatEndsBeforeThePositionHasLostItsEnd() {
        assertThat(at("t1", 130).behind(List.of(WHOLE))).containsExactly(WHOLE);
        assertThat(at("t1", 130).ahead(List.of(WHOLE)).getFirst().length()).isZero();
        assertThat(at("t1", 130).lost(List.of(WHOLE)))
                .containsExactly(
                        "headrace.training ends at offset 100, and was read up to 130: what stood behind is gone");
    }

    @Test
    void aTopicThatWasMadeAnewIsAnotherOne() {
        Positions positions = new Positions(Map.of(new Place("old", 0), 60L, new Place("t1", 0), 10L));

        assertThat(positions.lost(List.of(WHOLE)))
                .singleElement()
                .asString()
                .startsWith("a topic of the id old was read up to offset 60 and is not there any more");
    }

    @Test
    void aTopicOfWhichNothingWasReadIsNoLoss() {
        Positions positions = new Positions(Map.of(new Place("old", 0), 0L, new Place("t1", 0), 10L));

        assertThat(positions.lost(List.of(WHOLE))).isEmpty();
    }

    private static Positions at(String topicId, long next) {
        return new Positions(Map.of(new Place(topicId, 0), next));
    }
}
