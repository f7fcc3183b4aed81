package io.headrace.app.torture;

/// Changes of one table within one transaction: how many, and a sum that differs if any of them does. It does not
/// depend on their order, which a statement of many rows leaves open. Not thread-safe.
final class ChangeSum {

    /// What a change is.
    enum Op {
        CREATE(1),
        UPDATE(2),
        DELETE(3),
        TRUNCATE(4);

        private final long number;

        Op(long number) {
            this.number = number;
        }
    }

    private long changes;
    private long sum;

    /// @param version the row's, behind the change; of a deleted row the last one it had
    void add(Op op, long id, long version) {
        changes++;
        sum += mix(mix(mix(op.number) ^ id) ^ version);
    }

    long changes() {
        return changes;
    }

    boolean isSame(ChangeSum other) {
        return value().equals(other.value());
    }

    /// What it is by now.
    Value value() {
        return new Value(changes, sum);
    }

    /// A sum that changes no more.
    record Value(long changes, long sum) {}

    /// The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
