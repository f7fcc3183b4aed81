package io.headrace.simulation.promises;

import io.headrace.simulation.World;
import java.sql.SQLException;

/// Everything that must hold once a run has come to rest.
public final class Promises {

    private Promises() {}

    public static Verdict check(World world) throws SQLException {
        Verdict verdict = new Verdict();
        SourceHistory history = new SourceHistory(world);
        new ChangesOnce(world, history, verdict).check();
        new CutsWhole(world, verdict).check();
        new DecisionsOnce(world, verdict).check();
        Scratch scratch = new Scratch(world, history);
        new DatasetsExact(world, scratch, verdict).check();
        new ModelsReproduced(world, scratch, verdict).check();
        new ArtifactsKept(world, verdict).check();
        new StatesRebuilt(world, verdict).check();
        new TriggerKept(world, verdict).check();
        new RegistryRebuilt(world, verdict).check();
        return verdict;
    }
}
