package io.headrace.capture.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.core.CaptureState.Server;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a request to read tables again does to what an engine remembers.
class CaptureStateTest {

    private static final Server SERVER = new Server("7", 1);

    private final CaptureState before = new CaptureState(
            SERVER,
            100,
            9,
            Map.of("public.a", read(3), "public.b", read(5)),
            null, // as a state was stored before there were requests
            null);

    @Test
    void leavesOneTableUnreadForARequest() {
        CaptureState begun = before.begin(new Reread("r1", "public.a", "ada"));
        assertThat(begun.table("public.a").complete()).isFalse();
        assertThat(begun.table("public.a").reading().generation()).isEqualTo(4);
        assertThat(begun.table("public.b")).isEqualTo(read(5));
        assertThat(begun.rereads()).containsExactly(Map.entry("r1", "public.a"));
        assertThat(begun.end("r1").rereads()).isEmpty();
    }

    @Test
    void leavesEveryTableUnreadForAWholeSource() {
        CaptureState begun = before.begin(new Reread("r1", "", "ada"));
        assertThat(begun.tables().values()).noneMatch(TableState::complete);
    }

    @Test
    void keepsNumberingBehindANewSlotOnAnotherServer() {
        Server restored = new Server("7", 2);
        CaptureState left = before.begin(new Reread("r1", "public.a", "ada")).behindNewSlot(restored, 40);
        assertThat(left.server()).isEqualTo(restored);
        assertThat(left.commitLsn()).isEqualTo(40);
        assertThat(left.lastCut()).isEqualTo(9);
        assertThat(left.tables().values()).noneMatch(TableState::complete);
        assertThat(left.table("public.b").reading().generation()).isEqualTo(6);
        assertThat(left.rereads()).containsKey("r1");
    }

    private static TableState read(long generation) {
        return new TableState(generation, "print", true, null, 0);
    }
}
