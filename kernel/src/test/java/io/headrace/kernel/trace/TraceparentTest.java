package io.headrace.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {

    private static final Traceparent CUT = Traceparent.root("main/7301/17", "main/7301/17");

    /// Computed by `printf 'trace\nmain/7301/17' | sha256sum`, and with `span`: whoever knows a span by name must go on
    /// finding it.
    @Test
    void idsAreDigestsOfNames() {
        assertThat(CUT).hasToString("00-e958c2a764e58557221daed766b40570-cf47e16d4521c9d7-01");
    }

    @Test
    void aChildSharesTheTraceAndHasASpanOfItsOwn() {
        Traceparent child = CUT.child("a name");
        assertThat(child.trace()).isEqualTo(CUT.trace());
        assertThat(child.span()).isNotEqualTo(CUT.span());
        assertThat(child).isEqualTo(CUT.child("a name")).isNotEqualTo(CUT.child("another"));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(Traceparent.parse(CUT.toString())).contains(CUT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"
            })
    void leavesAloneWhatIsNoTraceparent(String text) {
        assertThat(Traceparent.parse(text)).isEmpty();
    }

    @Test
    void aSpanEndsAtItsStartWhereTheClocksSayThatItEndedBefore() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        Span span = new Span("a service", "a name", Span.Place.first(CUT), noon, noon.minusMillis(3), Map.of());
        assertThat(span.end()).isEqualTo(noon);
    }
}
