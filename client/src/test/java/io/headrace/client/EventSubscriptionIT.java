package io.headrace.client;

import static io.headrace.client.LiveTopicWriter.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two deployments of one pipeline and one of another, and listeners that begin in different places; another
/// deployment comes while each listens.
class EventSubscriptionIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;
    private static LiveTopicWriter live;
    private static Instant behindTheFirst;
    private static long deployment = 2;

    /// Ids of events, and `live` where the live end begins.
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void deploy(@TempDir Path folder) throws Exception {
        kafka = EmbeddedKafka.start(folder);
        registry = EmbeddedRegistry.start(folder);
        live = new LiveTopicWriter(kafka.bootstrapServers(), registry.confluentUrl());
        live.decide("a1", model("a", 1, new byte[] {1}));
        Instant first = Instant.now();
        await().until(() -> Instant.now().isAfter(first.plusMillis(2)));
        behindTheFirst = Instant.now();
        live.decide("b1", model("b", 1, new byte[] {1}));
        live.decide("a2", model("a", 2, new byte[] {2}));
    }

    @AfterAll
    static void stopServers() {
        live.close();
        registry.close();
        kafka.close();
    }

    @Test
    void fromTheBeginningEverythingComesAndThenTheLiveEnd() throws Exception {
        assertThat(hear(Start.beginning()))
                .startsWith("a1-event", "b1-event", "a2-event")
                .doesNotHaveDuplicates();
    }

    @Test
    void fromATimeComesWhatWasPublishedThenOrLater() throws Exception {
        assertThat(hear(Start.at(behindTheFirst)))
                .startsWith("b1-event", "a2-event")
                .doesNotHaveDuplicates();
    }

    @Test
    void behindAnEventComesTheNextOne() throws Exception {
        assertThat(hear(Start.behind("b1-event"))).startsWith("a2-event").doesNotHaveDuplicates();
    }

    @Test
    void fromTheCurrentStateComesEachModelInProductionAndThenWhatFollows() throws Exception {
        List<String> heard = hear(Start.current());

        assertThat(heard.subList(0, heard.indexOf("live"))).hasSize(2).contains("b1");
        assertThat(heard).doesNotHaveDuplicates().doesNotContain("a1", "a1-event", "b1-event", "a2-event");
    }

    @Test
    void aPlaceThatIsNotThereIsRefused() {
        try (Headrace headrace = connect()) {
            EventSubscription nowhere = headrace.follow(Start.behind("nobody"), event -> heard.add(event.id()));
            await().atMost(SOON).until(() -> nowhere.trouble().isPresent());
            assertThat(nowhere.trouble()).get().asString().contains("there is no event nobody");
            Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
            assertThatThrownBy(() -> headrace.follow(Start.at(tomorrow), event -> {}))
                    .hasMessageContaining("is yet to come");
        }
        assertThat(heard).isEmpty();
    }

    /// What is heard up to a deployment that happens behind the live end.
    private List<String> hear(Start start) throws Exception {
        try (Headrace headrace = connect()) {
            EventSubscription _ = headrace.follow(start, new EventListener() {
                @Override
                public void onEvent(Event event) {
                    heard.add(event.id());
                }

                @Override
                public void onLive() {
                    heard.add("live");
                }
            });
            await().atMost(SOON).until(() -> heard.contains("live"));
            int before = heard.size();
            long next = ++deployment;
            live.decide("a" + next, model("a", next, new byte[] {3}));
            await().atMost(SOON).until(() -> heard.size() > before);
            assertThat(heard.subList(heard.indexOf("live") + 1, heard.size())).containsExactly("a" + next + "-event");
            return heard;
        }
    }

    private static Headrace connect() {
        return Headrace.connect(HeadraceConfig.of(kafka.bootstrapServers(), registry.confluentUrl())
                .withRetry(Duration.ofMillis(20), Duration.ofMillis(100)));
    }
}
