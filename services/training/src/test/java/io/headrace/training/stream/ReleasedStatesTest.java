package io.headrace.training.stream;

import io.headrace.events.NullRule;
import io.headrace.events.PipelineSpec;
import io.headrace.events.Trigger;
import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.training.core.Champion;
import io.headrace.training.core.Cut;
import io.headrace.training.core.Departures;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Figures;
import io.headrace.training.core.Outcome;
import io.headrace.training.core.Plan;
import io.headrace.training.core.Retention;
import io.headrace.training.core.Run;
import io.headrace.training.core.Training;
import io.headrace.training.core.TrainingDecider;
import io.headrace.training.core.TrainingEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReleasedStatesTest implements ReleasedStates<Training> {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final Feed FEED = new Feed(
            3,
            new Cut("shop", "7300", 42L, 9000L, AT),
            70,
            new Feed.Rows(80, 20, Map.of("area is null", 2L), List.of()),
            null,
            new Feed.Since(AT, AT.plusSeconds(1), 0));
    private static final Outcome.Trained TRAINED = new Outcome.Trained(
            new Outcome.Artifact("ab", 2, ByteBuffer.wrap(new byte[] {1, 2})),
            "cd",
            "ridge/1",
            List.of(),
            new Figures(20, 5, 0.9, 0.1),
            null,
            null);

    @Override
    public Map<String, JsonNode> moved() {
        return Map.of("/plan/l2", JsonMapper.shared().readTree("{\"type\":\"Ridge\",\"l2\":2.5}"));
    }

    @Override
    public StateCodec<Training> codec() {
        return StateCodec.of(new TrainingBinding(Retention.USUAL));
    }

    @Override
    public Class<Training> type() {
        return Training.class;
    }

    @Override
    public Map<String, Training> states() {
        PipelineSpec spec = TrainingMessagesTest.spec();
        Plan plan = Plans.plan(3, spec);
        Departures left = new Departures(FEED.cut(), 4, AT);
        Run run = new Run(8, FEED, "quiet", 5, AT, new Champion(7, 2, 4, AT));
        PipelineSpec undemanding = PipelineSpec.newBuilder(spec)
                .setNulls(new NullRule(null, false, false))
                .setTrigger(Trigger.newBuilder(spec.getTrigger())
                        .setChanges(null)
                        .setMaxWaitMs(3000L)
                        .build())
                .setForget(null)
                .build();
        Map<String, Training> states = new LinkedHashMap<>();
        TrainingDecider decider = new TrainingDecider(Retention.USUAL);
        states.put("new", decider.initial());
        states.put("without-rows", decider.replay(List.of(new TrainingEvent.PlanFollowed(Plans.plan(4, undemanding)))));
        Training state = decider.initial();
        for (Map.Entry<String, TrainingEvent> step : List.<Map.Entry<String, TrainingEvent>>of(
                Map.entry("without-a-plan", new TrainingEvent.DatasetNoted(FEED)),
                Map.entry("following", new TrainingEvent.PlanFollowed(plan)),
                Map.entry("owing", new TrainingEvent.ObligationOpened(1, left, Duration.ofDays(3))),
                Map.entry("running", new TrainingEvent.RunStarted(plan, run)),
                Map.entry("unsettled", new TrainingEvent.ModelTrained(plan, run, TRAINED)),
                Map.entry("owing-more", new TrainingEvent.RowsDeparted(left)),
                Map.entry("withdrawn", new TrainingEvent.VersionsWithdrawn(7, left, 8)),
                Map.entry("held", new TrainingEvent.TrainingHeld("waits", 42, 5, 100)),
                Map.entry("asked", new TrainingEvent.RequestAnswered("r", "retrain", true, "yes", "ann")),
                Map.entry("outdated", new TrainingEvent.VersionOutdated(8)),
                Map.entry("with-a-lapsed-version", new TrainingEvent.VersionLapsed(8, AT, AT.plusSeconds(9))),
                Map.entry("behind-a-champion", new TrainingEvent.ChampionNoted(new Champion(9, 3, 12, AT))),
                Map.entry("stopped", new TrainingEvent.Stopped()))) {
            state = decider.evolve(state, step.getValue());
            states.put(step.getKey(), state);
        }
        return states;
    }
}
