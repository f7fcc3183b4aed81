package io.headrace.simulation.promises;

import io.headrace.dataset.core.Tally;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.schemas.Topics;
import io.headrace.simulation.World;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Plan;
import io.headrace.training.core.Trainer;
import io.headrace.training.run.RidgeModel;
import io.headrace.training.stream.Plans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Every model comes out of the rows at its cut again, bit by bit, and what is live is what was deployed last.
final class ModelsReproduced {

    private final World world;
    private final Scratch scratch;
    private final Verdict verdict;

    ModelsReproduced(World world, Scratch scratch, Verdict verdict) {
        this.world = world;
        this.scratch = scratch;
        this.verdict = verdict;
    }

    void check() {
        Map<String, String> trained = new HashMap<>();
        Set<String> runs = new TreeSet<>();
        for (ModelTrained event : Events.of(world, Topics.TRAINING, ModelTrained.class)) {
            ModelVersion model = event.getModel();
            String name = model.getPipeline() + "#" + model.getVersion();
            verdict.expect(runs.add(name), "%s was trained twice", name);
            verdict.expectSame(sha256(model), model.getSha256(), "%s from scratch", name);
            trained.put(name, model.getSha256());
        }
        Map<String, ModelDeployed> last = new HashMap<>();
        for (ModelDeployed event : Events.of(world, Topics.DEPLOYMENT, ModelDeployed.class)) {
            String name = event.getPipeline() + "#" + event.getVersion();
            verdict.expect(event.getSha256().equals(trained.get(name)), "%s is deployed with other bytes", name);
            ModelDeployed before = last.put(event.getPipeline(), event);
            verdict.expectSame(
                    before == null ? 1L : before.getDeployment() + 1,
                    event.getDeployment(),
                    "the number of a deployment of %s",
                    event.getPipeline());
        }
        Map<String, Long> live = new HashMap<>();
        Events.of(world, Topics.LIVE, LiveModel.class)
                .forEach(event -> live.put(event.getModel().getPipeline(), event.getDeployment()));
        Map<String, Long> deployed = new HashMap<>();
        last.forEach((pipeline, event) -> deployed.put(pipeline, event.getDeployment()));
        verdict.expectSame(deployed, live, "what is live");
    }

    private String sha256(ModelVersion model) {
        Tally tally = scratch.tally(model.getPipeline(), model.getRevision(), model.getCut());
        Plan plan = Plans.plan(model.getRevision(), scratch.spec(model.getPipeline(), model.getRevision()));
        Feed.Rows rows = new Feed.Rows(tally.train().count(), tally.test().count(), tally.refused(), List.of());
        return switch (RidgeModel.of(
                plan.columns(), ((Trainer.Ridge) plan.trainer()).l2(), tally.train(), tally.test(), rows)) {
            case RidgeModel.Made.Model made -> made.artifact().sha256();
            case RidgeModel.Made.Nothing nothing -> nothing.reason();
        };
    }
}
