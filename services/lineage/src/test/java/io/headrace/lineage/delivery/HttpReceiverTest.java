package io.headrace.lineage.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpReceiverTest {

    private static final byte[] EVENT = "{\"eventType\": \"START\"}".getBytes(StandardCharsets.UTF_8);

    private LineageTool tool;

    @BeforeEach
    void start() throws IOException {
        tool = new LineageTool();
    }

    @AfterEach
    void stop() {
        tool.close();
    }

    @Test
    void sendsTheEventAsItIsWithTheKey() {
        assertThat(offer("secret")).isEqualTo(new Answer.Taken());
        assertThat(tool.taken()).containsExactly("{\"eventType\": \"START\"}");
        assertThat(tool.key()).isEqualTo("Bearer secret");
    }

    @Test
    void sendsNoKeyWhereThereIsNone() {
        assertThat(offer("")).isEqualTo(new Answer.Taken());
        assertThat(tool.key()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void anEventThatIsRefusedForItselfIsNotTriedAgain(int status) {
        tool.answers(status);
        assertThat(offer("secret"))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.sentence())
                                .contains(String.valueOf(status), "as told")
                                .doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 408, 429, 500, 503})
    void whatSomebodyMayMendIsWaitedFor(int status) {
        tool.answers(status);
        assertThat(offer("secret"))
                .isInstanceOfSatisfying(
                        Answer.Away.class,
                        away -> assertThat(away.sentence())
                                .contains(String.valueOf(status))
                                .doesNotContain("secret"));
    }

    @Test
    void anEndpointThatIsNotThereIsWaitedFor() {
        tool.close();
        assertThat(offer("secret"))
                .isInstanceOfSatisfying(
                        Answer.Away.class,
                        away -> assertThat(away.sentence())
                                .contains("does not answer")
                                .doesNotContain("secret"));
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsWaitedForNoLongerThanAnother() {
        tool.stalls(10);
        try (HttpReceiver receiver = new HttpReceiver(new Endpoint(tool.url(), "secret"), Duration.ofMillis(500))) {
            assertThat(receiver.offer(EVENT))
                    .isEqualTo(new Answer.Away(tool.url() + " has not answered within PT0.5S"));
        }
    }

    @Test
    void anEndpointShowsNoKey() {
        assertThat(new Endpoint(tool.url(), "secret")).hasToString(tool.url().toString());
    }

    private Answer offer(String key) {
        try (HttpReceiver receiver = new HttpReceiver(new Endpoint(tool.url(), key))) {
            return receiver.offer(EVENT);
        }
    }
}
