package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MeasuredTest {

    private final Measured measured = new Measured();

    @Test
    void givesTheMiddleOne() {
        measured.add(30);
        measured.add(10);
        measured.add(11);

        assertThat(measured.median()).isEqualTo(11, within(1e-9));
    }

    @Test
    void givesTheMeanOfTheMiddleTwo() {
        measured.add(10);
        measured.add(20);

        assertThat(measured.median()).isEqualTo(15, within(1e-9));
    }

    @Test
    void hasNoMiddleBeforeAnythingWasMeasured() {
        assertThatThrownBy(measured::median).hasMessage("nothing was measured");
    }
}
