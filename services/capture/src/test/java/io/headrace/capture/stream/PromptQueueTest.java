package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.pipeline.DataChangeEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class PromptQueueTest {

    private static final Schema MARKER =
            SchemaBuilder.struct().field("status", Schema.STRING_SCHEMA).build();
    private static final Schema ROW =
            SchemaBuilder.struct().field("v", Schema.STRING_SCHEMA).build();

    /// Longer than any test may take: what comes sooner did not wait for it.
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration NO_TIME = Duration.ZERO;

    @Test
    void givesAWholeTransactionOnceItsEndIsThere() throws Exception {
        PromptQueue queue = queue();
        CompletableFuture<List<SourceRecord>> taken = taking(queue);
        queue.enqueue(marker("BEGIN"));
        queue.enqueue(row("x"));
        queue.enqueue(marker("END"));
        assertThat(within(taken)).hasSize(3);
    }

    @Test
    void givesALongTransactionInPortions() throws Exception {
        PromptQueue queue = queue();
        CompletableFuture<List<SourceRecord>> taken = taking(queue);
        queue.enqueue(marker("BEGIN"));
        for (int i = 0; i < 2_000; i++) {
            queue.enqueue(row("x"));
        }
        int first = within(taken).size();
        assertThat(first).isBetween(1_024, 2_001);
        assertThat(queue.take(NO_TIME)).hasSize(2_001 - first);
    }

    @Test
    void givesWhatThereIsWhenTheTimeIsOver() throws Exception {
        PromptQueue queue = queue();
        assertThat(queue.take(NO_TIME)).isEmpty();
        queue.enqueue(marker("BEGIN"));
        assertThat(queue.take(NO_TIME)).hasSize(1);
    }

    @Test
    void makesTheReaderWaitWhenItHoldsTooManyBytes() throws Exception {
        PromptQueue queue = queue();
        String large = "x".repeat(9 << 20);
        for (int i = 0; i < 4; i++) {
            assertThat(queue.size()).isEqualTo(i);
            queue.enqueue(row(large));
        }
        assertThat(queue.size()).isEqualTo(Integer.MAX_VALUE);
        assertThat(queue.take(LONG)).hasSize(4);
        assertThat(queue.size()).isZero();
    }

    @Test
    void tellsTheOneWhoTakesHowManyThereAreHoweverManyBytesTheyHold() throws Exception {
        PromptQueue queue = queue();
        queue.take(NO_TIME);
        String large = "x".repeat(40 << 20);
        CompletableFuture.runAsync(() -> queue.enqueue(row(large))).get(30, TimeUnit.SECONDS);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.poll()).isNotNull();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void forgetsAnEndThatWasTakenAlone() throws Exception {
        PromptQueue queue = queue();
        queue.enqueue(marker("END"));
        queue.poll();
        assertThat(queue.take(NO_TIME)).isEmpty();
    }

    @Test
    void isFoundByTheNameOfItsEngine() {
        PromptQueue queue = queue();
        assertThat(PromptQueue.of("engine")).isSameAs(queue);
    }

    private static PromptQueue queue() {
        PromptQueue queue = new PromptQueue();
        queue.configure(Map.of("name", "engine", PromptQueue.SPACING, "1"));
        return queue;
    }

    private static CompletableFuture<List<SourceRecord>> taking(PromptQueue queue) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<SourceRecord> within(CompletableFuture<List<SourceRecord>> taken)
            throws InterruptedException, ExecutionException, TimeoutException {
        return taken.get(30, TimeUnit.SECONDS);
    }

    private static DataChangeEvent marker(String status) {
        return event(MARKER, new Struct(MARKER).put("status", status));
    }

    private static DataChangeEvent row(String value) {
        return event(ROW, new Struct(ROW).put("v", value));
    }

    private static DataChangeEvent event(Schema schema, Struct value) {
        return new DataChangeEvent(new SourceRecord(Map.of(), Map.of(), "topic", schema, value));
    }
}
