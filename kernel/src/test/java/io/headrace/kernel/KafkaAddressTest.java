package io.headrace.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaAddressTest {

    private final KafkaAddress shared = KafkaAddress.at("one:9092").with("team-a.");

    @Test
    void putsThePrefixBeforeANameAndTakesItOff() {
        assertThat(shared.named("headrace.training")).isEqualTo("team-a.headrace.training");
        assertThat(shared.nameOf("team-a.headrace.training")).contains("headrace.training");
    }

    @Test
    void whatBeginsOtherwiseIsOfAnotherInstallation() {
        assertThat(shared.nameOf("headrace.training")).isEmpty();
        assertThat(shared.nameOf("team-b.headrace.training")).isEmpty();
        assertThat(shared.namesOf(List.of("team-a.headrace.live", "headrace.live", "orders")))
                .containsExactly("headrace.live");
    }

    @Test
    void aClusterThatIsNotSharedKnowsNamesAsTheyAre() {
        KafkaAddress alone = KafkaAddress.at("one:9092");

        assertThat(alone.named("headrace.training")).isEqualTo("headrace.training");
        assertThat(alone.nameOf("headrace.training")).contains("headrace.training");
    }
}
