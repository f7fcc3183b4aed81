package io.headrace.simulation;

import java.util.List;
import java.util.SplittableRandom;

/// All chance of a run: the same seed throws the same numbers.
public final class Dice {

    private final SplittableRandom random;

    public Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /// Dice of their own, so that one thing's chance does not depend on how often another throws.
    public Dice split() {
        return new Dice(random.split());
    }

    /// 0 … bound − 1.
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /// From the first to the last, both included.
    public int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    /// True once in so many throws.
    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    public double real(double from, double to) {
        return random.nextDouble(from, to);
    }

    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
