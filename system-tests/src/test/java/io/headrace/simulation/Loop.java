package io.headrace.simulation;

/// scratch
public final class Loop {
    public static void main(String[] args) throws Exception {
        long from = Long.parseLong(args[0]);
        int n = Integer.parseInt(args[1]);
        boolean trace = args.length > 2;
        int failed = 0;
        long began = System.nanoTime();
        java.util.Map<String, Integer> kinds = new java.util.TreeMap<>();
        for (long seed = from; seed < from + n; seed++) {
            Simulation simulation = new Simulation(seed, trace);
            try {
                simulation.run();
                var verdict = io.headrace.simulation.promises.Promises.check(simulation.world());
                if (!verdict.holds()) throw new IllegalStateException(verdict.toString());
                if (trace) {
                    simulation.world().trace().lines().forEach(System.out::println);
                }
                if (n < 20) {
                System.out.println(seed + " ok " + simulation.world().trace().steps() + " " + simulation.world().trace().digest());
                }
            } catch (Throwable e) {
                if (trace) {
                    simulation.world().trace().lines().forEach(System.out::println);
                }
                failed++;
                String m = String.valueOf(e.getMessage());
                kinds.merge(e.getClass().getSimpleName() + " " + m.substring(0, Math.min(60, m.length())), 1, Integer::sum);
                System.out.println("seed " + seed + " " + m.lines().limit(8).collect(java.util.stream.Collectors.joining("\n   ")));
                if (n <= 3) e.printStackTrace(System.out);
                if (args.length > 3) break;
            }
        }
        System.out.println(n + " seeds, " + failed + " failed, " + (System.nanoTime() - began) / 1000000 + " ms " + kinds);
    }
}
