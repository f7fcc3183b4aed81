package io.headrace.pipelines.core;

import io.headrace.kernel.decider.DeciderSpec;
import io.headrace.pipelines.core.PipelineCommand.Delete;
import io.headrace.pipelines.core.PipelineCommand.Write;
import io.headrace.pipelines.core.PipelineEvent.Accepted;
import io.headrace.pipelines.core.PipelineEvent.Deleted;
import io.headrace.pipelines.core.PipelineEvent.Refused;
import io.headrace.pipelines.core.TableFacts.Found;
import io.headrace.pipelines.core.reading.SpecReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PipelinesDeciderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NAME = "house-price";
    private static final Accepted FIRST = accepted(1, House.tree());
    private static final Refused REFUSED = new Refused(
            NAME,
            List.of(
                    "trainer.kind: one of external, gaussian-naive-bayes, logistic, random-forest, ridge, xgboost is expected, not \"forest\""),
            "ada");

    private final DeciderSpec<PipelineCommand, Pipeline, PipelineEvent> pipeline =
            DeciderSpec.of(new PipelinesDecider(), NOW);

    @Test
    void theFirstRowIsRevisionOne() {
        pipeline.when(write(House.tree())).then(FIRST);
    }

    @Test
    void whatIsInForceAlreadyChangesNothing() {
        pipeline.given(FIRST).when(write(House.without("rollout"))).thenNothing();
    }

    @Test
    void anotherSpecificationIsTheNextRevision() {
        Map<String, Object> stronger = House.with("trainer.l2", 2.0);
        pipeline.given(FIRST).when(write(stronger)).then(accepted(2, stronger));
    }

    @Test
    void refusesWithEveryReason() {
        Map<String, Object> tree = House.with("trainer.kind", "forest");
        Found unshared = new Found("public.house", House.columns(), List.of("id"), false, true);

        pipeline.when(new Write(NAME, "ada", SpecReader.read(House.SOURCES, NAME, tree), unshared))
                .then(new Refused(
                        NAME,
                        List.of(
                                "trainer.kind: one of external, gaussian-naive-bayes, logistic, random-forest, ridge, xgboost is expected, not \"forest\"",
                                "dataset.table: public.house is not shared with Headrace; its owner can:"
                                        + " select headrace.share('public.house')"),
                        "ada"));
    }

    @Test
    void anUnsharedTableIsEnoughToRefuse() {
        Found unshared = new Found("public.house", House.columns(), List.of("id"), false, true);

        pipeline.given(FIRST)
                .when(new Write(NAME, "ada", SpecReader.read(House.SOURCES, NAME, House.tree()), unshared))
                .then(new Refused(
                        NAME,
                        List.of("dataset.table: public.house is not shared with Headrace; its owner can:"
                                + " select headrace.share('public.house')"),
                        "ada"));
    }

    @Test
    void aRefusalDoesNotUseUpARevision() {
        Map<String, Object> stronger = House.with("trainer.l2", 2.0);
        pipeline.given(FIRST, REFUSED).when(write(stronger)).then(accepted(2, stronger));
    }

    @Test
    void goingBackToWhatIsInForceMendsARefusal() {
        pipeline.given(FIRST, REFUSED).when(write(House.tree())).then(accepted(2, House.tree()));
    }

    @Test
    void deletesAPipelineOnce() {
        pipeline.given(FIRST).when(new Delete(NAME, "ada")).then(new Deleted(NAME, "ada"));
        pipeline.given(FIRST, new Deleted(NAME, "ada"))
                .when(new Delete(NAME, "ada"))
                .thenNothing();
    }

    @Test
    void deletingWhatWasRefusedTellsThatTheRowIsGone() {
        pipeline.given(REFUSED).when(new Delete(NAME, "ada")).then(new Deleted(NAME, "ada"));
    }

    @Test
    void aPipelineMadeAgainContinuesItsRevisions() {
        pipeline.given(FIRST, new Deleted(NAME, "ada"))
                .when(write(House.tree()))
                .then(accepted(2, House.tree()));
    }

    private static Write write(Map<String, Object> tree) {
        return new Write(NAME, "ada", SpecReader.read(House.SOURCES, NAME, tree), House.TABLE);
    }

    private static Accepted accepted(int revision, Map<String, Object> tree) {
        PipelineSpec spec = Objects.requireNonNull(
                SpecReader.read(House.SOURCES, NAME, tree).spec());
        return new Accepted(NAME, revision, spec, "ada");
    }
}
