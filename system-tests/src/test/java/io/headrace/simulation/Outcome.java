package io.headrace.simulation;

import io.headrace.simulation.promises.Promises;
import io.headrace.simulation.promises.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// What came of a seed.
///
/// @param broken in sentences; empty: every promise held
/// @param digest of the trace: equal for runs that went the same way
public record Outcome(long seed, String broken, String digest, List<String> trace) {

    /// Runs a seed to its end and judges it.
    public static Outcome of(long seed, boolean keepsTrace) {
        Simulation simulation = new Simulation(seed, keepsTrace);
        Trace trace = simulation.world().trace();
        String broken;
        try {
            simulation.run();
            Verdict verdict = Promises.check(simulation.world());
            broken = verdict.toString();
        } catch (Exception e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            broken = text.toString();
        }
        return new Outcome(seed, broken, trace.digest(), trace.lines());
    }

    public boolean holds() {
        return broken.isEmpty();
    }

    /// What is broken, and how to see it again.
    public String sentence() {
        return """
                seed %d: %s
                  again, with every step: mvn -Dquick -pl system-tests -am test -DskipTests=false \
                -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dheadrace.seed=%d
                """.formatted(seed, broken, seed);
    }
}
