package io.headrace.training.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.trace.Traceparent;
import io.headrace.training.core.Cut;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Plan;
import io.headrace.training.core.Retention;
import io.headrace.training.core.Run;
import io.headrace.training.core.TrainingCommand;
import io.headrace.training.core.TrainingEvent;
import io.headrace.training.core.TrainingEvent.RunStarted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TrainingBindingTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Plan PLAN = Plans.plan(3, TrainingMessagesTest.spec());
    private static final Feed FEED = new Feed(
            3,
            new Cut("main", "7301", 17, 9_000, NOON),
            5,
            new Feed.Rows(80, 20, Map.of(), List.of()),
            null,
            new Feed.Since(NOON, NOON, 0));
    private static final RunStarted STARTED = new RunStarted(PLAN, new Run(8, FEED, "changes", 5, NOON, null));

    private final TrainingBinding binding = new TrainingBinding(Retention.USUAL);

    @Test
    void aRunBelongsToTheTraceOfItsCutWhateverMadeRoomForIt() {
        Traceparent version = Traceparent.root("main/7301/17", "main/7301/17").child("main/7301/17/house@3");

        assertThat(binding.stem("house", new TrainingCommand.Settle(7), STARTED))
                .contains(version);
        assertThat(binding.stem("house", new TrainingCommand.WakeUp(NOON), STARTED))
                .contains(version);
    }

    @Test
    void aRunThatSomebodyAskedForBelongsToTheRequest() {
        assertThat(binding.stem("house", new TrainingCommand.Retrain("request-1", "house", "ann"), STARTED))
                .isEmpty();
    }

    @Test
    void anythingElseBelongsToItsCause() {
        assertThat(binding.stem("house", new TrainingCommand.Settle(7), new TrainingEvent.VersionSettled(7)))
                .isEmpty();
    }
}
