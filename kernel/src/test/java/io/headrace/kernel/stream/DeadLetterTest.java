package io.headrace.kernel.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.HeadraceVersion;
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
        Headers headers = DeadLetter.headers(original, ORIGIN, 4, new IllegalStateException("it is no event"));

        DeadLetter letter = DeadLetter.read(message(headers));

        assertThat(headers.lastHeader("ce_id").value()).containsExactly(1);
        assertThat(letter.reason()).isEqualTo("it is no event");
        assertThat(letter.origin()).isEqualTo("headrace.training-0@7");
        assertThat(letter.service()).isEqualTo("validation");
        assertThat(letter.name()).isEqualTo("validation@3");
        assertThat(letter.version()).isEqualTo(HeadraceVersion.get()).matches("[0-9]+\\.[0-9]+.*");
        assertThat(letter.time()).isEqualTo(Instant.ofEpochMilli(5));
        assertThat(letter.stack()).first().isEqualTo("java.lang.IllegalStateException: it is no event");
        assertThat(letter.stack()).element(1).asString().startsWith("  at ").contains("DeadLetterTest");
    }

    @Test
    void givesTheRecordBackAsItStood() {
        Headers original = new RecordHeaders().add("ce_id", new byte[] {1});

        ConsumerRecord<byte[], byte[]> record = DeadLetter.original(
                        message(DeadLetter.headers(original, ORIGIN, 4, "it is no event")))
                .orElseThrow();

        assertThat(new Origin(record.topic(), record.partition(), record.offset()))
                .isEqualTo(ORIGIN);
        assertThat(record.timestamp()).isEqualTo(4);
        assertThat(record.headers()).isEqualTo(original);
        assertThat(DeadLetter.original(message(new RecordHeaders()))).isEmpty();
    }

    @Test
    void aRecordThatIsPutAsideTwiceIsOneAndAnotherAtItsPlaceIsNot() {
        Headers headers = DeadLetter.headers(new RecordHeaders(), ORIGIN, 4, "it is no event");
        Origin first = new Origin(DeadLetter.topic("validation"), 0, 3);
        Origin second = new Origin(DeadLetter.topic("validation"), 0, 4);
        byte[] key = {1};
        byte[] value = {2};

        String id = DeadLetter.read(first, key, value, headers, 5).id();

        assertThat(DeadLetter.read(second, key, value, headers, 6).id()).isEqualTo(id);
        assertThat(DeadLetter.read(second, null, value, headers, 6).id()).isNotEqualTo(id);
        assertThat(DeadLetter.read(second, key, new byte[] {3}, headers, 6).id())
                .isNotEqualTo(id);
    }

    @Test
    void namesTheCause() {
        Throwable why = new IllegalStateException("outer", new IllegalArgumentException("inner"));

        assertThat(DeadLetter.read(message(DeadLetter.headers(new RecordHeaders(), ORIGIN, 4, why)))
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
        assertThat(DeadLetter.isTopic("headrace.dead-letters")).isFalse();
        assertThat(DeadLetter.isTopic("headrace." + DeadLetter.topic("dataset")))
                .isFalse();
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
