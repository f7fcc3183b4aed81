package io.headrace.capture.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.core.CaptureState.Server;
import io.headrace.capture.core.SlotCheck.Slot;
import io.headrace.capture.core.SlotCheck.Wrong;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever could hide a gap is refused, with its cause and the way out.
class SlotCheckTest {

    private static final Server SERVER = new Server("7", 1);
    private static final CaptureState STORED = CaptureState.fresh(SERVER, 100);

    @Test
    void goesOnFromASlotThatIsNotAhead() {
        assertThat(SlotCheck.check(STORED, SERVER, 200, slot("pgoutput", "reserved", 100)))
                .isEmpty();
    }

    @Test
    void namesWhatIsWrongAndTheWayOut() {
        assertThat(wrong(SERVER, null).kind()).isEqualTo(TroubleKind.SLOT_MISSING);
        assertThat(wrong(SERVER, slot("pgoutput", "lost", 50)).kind()).isEqualTo(TroubleKind.SLOT_MISSING);
        assertThat(wrong(SERVER, slot("test_decoding", "reserved", 50)).kind()).isEqualTo(TroubleKind.SLOT_RECREATED);
        assertThat(wrong(SERVER, slot("pgoutput", "reserved", 101)).kind()).isEqualTo(TroubleKind.SLOT_AHEAD);
        assertThat(wrong(new Server("8", 1), slot("pgoutput", "reserved", 50)).kind())
                .isEqualTo(TroubleKind.OTHER_SYSTEM);
        assertThat(wrong(SERVER, null).sentence()).contains("`headrace reread`");
    }

    @Test
    void noticesAServerThatWasSetBack() {
        assertThat(SlotCheck.check(STORED, SERVER, 99, slot("pgoutput", "reserved", 50)))
                .map(Wrong::kind)
                .contains(TroubleKind.OTHER_SYSTEM);
    }

    @Test
    void tellsALostSlotFromAnotherServer() {
        assertThat(wrong(SERVER, null).isSlotAlone()).isTrue();
        assertThat(wrong(new Server("7", 2), null).isSlotAlone()).isFalse();
    }

    private static Wrong wrong(Server server, @Nullable Slot slot) {
        Optional<Wrong> wrong = SlotCheck.check(STORED, server, 200, slot);
        assertThat(wrong).map(Wrong::kind).get().isIn(SlotCheck.KINDS);
        return wrong.orElseThrow();
    }

    private static Slot slot(String plugin, String walStatus, long confirmed) {
        return new Slot("headrace_main", plugin, "headrace", walStatus, confirmed);
    }
}
