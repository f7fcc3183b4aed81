package io.headrace.lineage.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.Patience;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostmanTest {

    private final Patience patience = new Patience("test");
    private final Script script = new Script();
    private final Postman postman = new Postman(script, patience, Duration.ofMillis(1));

    @Test
    void anEventIsOfferedUntilItIsTakenAndOnlyThenTheNext() {
        script.answers.addAll(List.of(away(), away(), new Answer.Taken(), new Answer.Taken()));

        assertThat(postman.deliver(new byte[] {1})).isTrue();
        assertThat(postman.deliver(new byte[] {2})).isTrue();

        assertThat(script.offered).containsExactly((byte) 1, (byte) 1, (byte) 1, (byte) 2);
        assertThat(postman.figures()).isEqualTo(new DeliveryFigures(2, 0, false));
    }

    @Test
    void anEventThatIsRefusedIsCountedAndTheNextIsOffered() {
        script.answers.addAll(List.of(new Answer.Refused("no"), new Answer.Taken()));

        assertThat(postman.deliver(new byte[] {1})).isTrue();
        assertThat(postman.deliver(new byte[] {2})).isTrue();

        assertThat(postman.figures()).isEqualTo(new DeliveryFigures(1, 1, false));
    }

    @Test
    void whatIsStoppedWhileItWaitsIsNotDelivered() {
        script.answers.add(away());
        patience.close();

        assertThat(postman.deliver(new byte[] {1})).isFalse();
        assertThat(postman.figures()).isEqualTo(new DeliveryFigures(0, 0, true));
    }

    private static Answer away() {
        return new Answer.Away("not now");
    }

    /// Answers as it is written.
    private static final class Script implements Receiver {

        private final Deque<Answer> answers = new ArrayDeque<>();
        private final List<Byte> offered = new ArrayList<>();

        @Override
        public Answer offer(byte[] event) {
            offered.add(event[0]);
            return answers.removeFirst();
        }

        @Override
        public void close() {}
    }
}
