package io.headrace.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TraceparentTest {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("headrace.live", 0, 7, new byte[0], new byte[0]);

    @Test
    void isHandedOnAsItIsWritten() {
        record.headers().add("traceparent", TRACEPARENT.getBytes(StandardCharsets.UTF_8));
        assertThat(Events.traceparent(record)).contains(TRACEPARENT);
    }

    @Test
    void isMissingInWhatAnOlderHeadraceWrote() {
        assertThat(Events.traceparent(record)).isEmpty();
    }
}
