package io.headrace.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadraceConfigTest {

    @Test
    void findsTheConfluentApiBelowARegistrysRoot() {
        URI api = URI.create("http://localhost:8080/apis/ccompat/v7");
        assertThat(HeadraceConfig.of("localhost:9092", "http://localhost:8080").schemaRegistry())
                .isEqualTo(api);
        assertThat(HeadraceConfig.of("localhost:9092", "http://localhost:8080/").schemaRegistry())
                .isEqualTo(api);
        assertThat(HeadraceConfig.of("localhost:9092", api.toString()).schemaRegistry())
                .isEqualTo(api);
    }

    @Test
    void repeatsAfterATenthOfASecondAndUpToHalfAMinute() {
        HeadraceConfig config = HeadraceConfig.of("localhost:9092", "http://localhost:8080");
        assertThat(config.retryFirst()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.retryAtMost()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.kafka()).isEmpty();
    }

    @Test
    void putsThePrefixBeforeATopicAndKeepsItBesideOtherSettings() {
        HeadraceConfig config = HeadraceConfig.of("localhost:9092", "http://localhost:8080");
        assertThat(config.only("headrace.live").topic()).isEqualTo("headrace.live");
        assertThat(config.withTopicPrefix("team-a.")
                        .withKafka(Map.of("client.rack", "a"))
                        .withRegistryLogin("ada", "secret")
                        .withRetry(Duration.ofSeconds(1), Duration.ofSeconds(2))
                        .only("headrace.live")
                        .topic())
                .isEqualTo("team-a.headrace.live");
    }

    @Test
    void namesTheValueThatIsWrong() {
        HeadraceConfig config = HeadraceConfig.of("localhost:9092", "http://localhost:8080");
        assertThatThrownBy(() -> HeadraceConfig.of(" ", "http://localhost:8080"))
                .hasMessageContaining("bootstrapServers");
        assertThatThrownBy(() -> HeadraceConfig.of("localhost:9092", "localhost:8080"))
                .hasMessageContaining("schemaRegistry is localhost:8080");
        assertThatThrownBy(() -> config.withRetry(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("retryFirst is PT2S and retryAtMost PT1S");
    }
}
