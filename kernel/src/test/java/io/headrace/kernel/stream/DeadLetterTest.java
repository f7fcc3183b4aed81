package io.headrace.kernel.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class DeadLetterTest {

    private static final Origin ORIGIN = new Origin("headrace.training", 0, 7);

    @Test
    void saysWhereTheRecordStoodAndWhyItWasNotTaken() {
        Headers original = new RecordHeaders().add("ce_id", new byte[] {1});
        Headers headers = DeadLetter.headers(original, ORIGIN, new IllegalStateException("it is no event"));

        DeadLetter letter = DeadLetter.read(message(headers));

        assertThat(headers.lastHeader("ce_id").value()).containsExactly(1);
        assertThat(letter.reason()).isEqualTo("it is no event");
        assertThat(letter.origin()).isEqualTo("headrace.training-0@7");
        assertThat(letter.service()).isEqualTo("validation");
        assertThat(letter.time()).isEqualTo(Instant.ofEpochMilli(5));
        assertThat(letter.stack()).first().isEqualTo("java.lang.IllegalStateException: it is no event");
        assertThat(letter.stack()).element(1).asString().startsWith("  at ").contains("DeadLetterTest");
    }

    @Test
    void namesTheCause() {
        Throwable why = new IllegalStateException("outer", new IllegalArgumentException("inner"));

        assertThat(DeadLetter.read(message(DeadLetter.headers(new RecordHeaders(), ORIGIN, why)))
                        .stack())
                .last()
                .isEqualTo("caused by java.lang.IllegalArgumentException: inner");
    }

    @Test
    void readsOneThatLacksWhatAnotherVersionDidNotWrite() {
        DeadLetter letter = DeadLetter.read(message(new RecordHeaders()));

        assertThat(letter.reason()).isEmpty();
        assertThat(letter.stack()).isEmpty();
    }

    @Test
    void knowsItsTopics() {
        assertThat(DeadLetter.isTopic(DeadLetter.topic("dataset"))).isTrue();
        assertThat(DeadLetter.isTopic("headrace.dataset")).isFalse();
        assertThat(DeadLetter.isTopic("cdc.main.public.dead-letters")).isFalse();
    }

    private static ConsumerRecord<byte[], byte[]> message(Headers headers) {
        return new ConsumerRecord<>(
                DeadLetter.topic("validation"),
                0,
                3,
                5,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                new byte[0],
                new byte[0],
                headers,
                Optional.empty());
    }
}
