package io.headrace.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.client.Repetition.EndedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepetitionTest {

    private final Repetition repetition = new Repetition(Duration.ofMillis(1), Duration.ofMillis(4));

    @Test
    void repeatsUntilTheTaskSucceeds() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        int result = repetition.untilDone("counting", () -> {
            if (calls.incrementAndGet() < 5) {
                throw new IOException("not yet");
            }
            return calls.get();
        });
        assertThat(result).isEqualTo(5);
        assertThat(repetition.trouble()).isEmpty();
    }

    @Test
    void outlivesErrorsOfTheTask() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(repetition.untilDone("linking", () -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("ai/onnxruntime/OrtSession");
                    }
                    return "done";
                }))
                .isEqualTo("done");
    }

    @Test
    void doesNotRepeatWhatCannotSucceed() {
        assertThatThrownBy(() -> repetition.untilDone("reading", () -> {
                    throw new UnusableModelException("damaged");
                }))
                .isInstanceOf(UnusableModelException.class);
        assertThat(repetition.trouble()).isEmpty();
    }

    @Test
    void endsAWaitAtOnce() throws Exception {
        Repetition slow = new Repetition(Duration.ofHours(1), Duration.ofHours(1));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                slow.untilDone("failing", () -> {
                    throw new IOException("away");
                });
            } catch (EndedException e) {
                ended.complete(e);
            }
        });
        slow.end();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(EndedException.class);
    }
}
