package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.CaptureConfig;
import io.headrace.capture.DatabaseAddress;
import io.headrace.capture.SourceConfig;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.WrongSetting;
import io.headrace.schemas.RowHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedSettingsTest {

    private static final DatabaseAddress DATABASE = new DatabaseAddress("localhost", 0, "d", "u", "");

    private final WantedSettings wanted = wanted(RowHistory.FOR_EVER);

    @Test
    void whatIsKeptForEverMustBeNeitherRemovedNorCompacted() {
        for (String topic : List.of(
                "headrace.training",
                "headrace.forgetting",
                "headrace.lineage",
                "headrace.registry.dead-letters",
                "cdc.main.cuts",
                "cdc.main.public.house",
                "cdc.headrace.headrace.request")) {
            assertThat(wrong(wanted, topic, "retention.ms", "1000")).isEqualTo("-1");
            assertThat(wrong(wanted, topic, "retention.bytes", "1000")).isEqualTo("-1");
            assertThat(wrong(wanted, topic, "cleanup.policy", "compact")).isEqualTo("delete");
        }
    }

    @Test
    void whatIsCompactedMustNotBeRemovedByAge() {
        for (String topic : List.of(
                "headrace.live",
                "headrace.artifact",
                "headrace.state",
                "headrace.dataset",
                "headrace.capture.offsets",
                "headrace-dataset-main-rows-changelog")) {
            assertThat(wrong(wanted, topic, "cleanup.policy", "delete")).isEqualTo("compact");
        }
    }

    @Test
    void rowsBehindAHorizonMustBeCompactedThereAndTheListOfCutsKept() {
        WantedSettings behind = wanted(RowHistory.parse("7d"));

        assertThat(wrong(behind, "cdc.main.public.house", "min.compaction.lag.ms", "1"))
                .isEqualTo("604800000");
        assertThat(wrong(behind, "cdc.main.cuts", "cleanup.policy", "compact")).isEqualTo("delete");
        assertThat(wrong(behind, "cdc.headrace.headrace.pipeline", "cleanup.policy", "compact"))
                .isEqualTo("delete");
    }

    @Test
    void behindAPrefixTheTopicsThatBeginWithItCountAndNoOthers() {
        WantedSettings prefixed = wanted(KafkaAddress.at("nowhere:1").with("team-a."), RowHistory.FOR_EVER);

        for (String topic :
                List.of("headrace.training", "cdc.main.public.house", "headrace-dataset-main-x-changelog")) {
            assertThat(prefixed.of("team-a." + topic))
                    .hasValueSatisfying(spec -> assertThat(spec.name()).isEqualTo("team-a." + topic));
            assertThat(prefixed.of(topic)).isEmpty();
            assertThat(wanted.of("team-a." + topic)).isEmpty();
        }
    }

    @Test
    void topicsOfOthersAreNobodysBusiness() {
        assertThat(wanted.of("orders")).isEmpty();
        assertThat(wanted.of("cdc.mainland.public.house")).isEmpty();
        assertThat(wanted.of("__consumer_offsets")).isEmpty();
        assertThat(wanted.of("headrace-elsewhere")).isEmpty();
    }

    private static WantedSettings wanted(RowHistory history) {
        return wanted(KafkaAddress.at("nowhere:1"), history);
    }

    private static WantedSettings wanted(KafkaAddress kafka, RowHistory history) {
        SourceConfig own = SourceConfig.of("headrace", DATABASE);
        SourceConfig main = SourceConfig.of("main", DATABASE).with(history);
        assertThat(own.name()).isEqualTo(CaptureConfig.CONTROL);
        return new WantedSettings(
                kafka,
                List.of(new EngineSpec(own, EngineSpec.Role.CONTROL), new EngineSpec(main, EngineSpec.Role.DATA)));
    }

    /// What a setting must be where it is something else, and all others are right.
    private static String wrong(WantedSettings wanted, String topic, String setting, String found) {
        Map<String, String> settings =
                new HashMap<>(wanted.of(topic).orElseThrow().settings());
        settings.put(setting, found);
        List<WrongSetting> wrong = wanted.of(topic).orElseThrow().wrong(settings);
        assertThat(wrong).as(topic).singleElement().matches(one -> one.setting().equals(setting));
        return wrong.getFirst().wanted();
    }
}
