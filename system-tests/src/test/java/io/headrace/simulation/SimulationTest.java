package io.headrace.simulation;

import org.junit.jupiter.api.Test;

class SimulationTest {

    @Test
    void holdsForEverySeed() throws Exception {
        long began = System.nanoTime();
        int n = Integer.getInteger("headrace.seeds", 5);
        for (long seed = Long.getLong("headrace.seed", 0); n-- > 0; seed++) {
            Simulation simulation = new Simulation(seed, true);
            try {
                simulation.run();
                System.out.println(seed + " ok " + simulation.world().trace().steps());
            } catch (Throwable e) {
                java.util.List<String> lines = simulation.world().trace().lines();
                lines.subList(Math.max(0, lines.size() - 60), lines.size()).forEach(System.out::println);
                throw new AssertionError("seed " + seed, e);
            }
        }
        System.out.println((System.nanoTime() - began) / 1000000 + " ms");
    }
}
