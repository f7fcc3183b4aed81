package io.headrace.kernel.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicSpecTest {

    private final TopicSpec spec = TopicSpec.kept("headrace.training", 1);

    @Test
    void findsNothingWrongWithATopicThatIsSetAsItMustBeWhateverElseIsSet() {
        Map<String, String> found = new HashMap<>(spec.settings());
        found.put("segment.ms", "1000");

        assertThat(spec.wrong(found)).isEmpty();
    }

    @Test
    void namesWhatWasFoundWhatMustBeAndWhatToRun() {
        Map<String, String> found = new HashMap<>(spec.settings());
        found.put("retention.ms", "60000");
        found.remove("cleanup.policy");

        assertThat(spec.wrong(found))
                .containsExactly(
                        new WrongSetting("headrace.training", "cleanup.policy", "", "delete"),
                        new WrongSetting("headrace.training", "retention.ms", "60000", "-1"));
        WrongSetting retention = spec.wrong(found).getLast();
        assertThat(retention.sentence())
                .isEqualTo(
                        "the topic headrace.training has retention.ms=60000: it must be -1, or records are lost or refused");
        assertThat(retention.mend("one:9092"))
                .isEqualTo(
                        "kafka-configs.sh --bootstrap-server one:9092 --alter --entity-type topics --entity-name headrace.training --add-config retention.ms=-1");
    }
}
