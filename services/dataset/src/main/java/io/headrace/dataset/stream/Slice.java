package io.headrace.dataset.stream;

/// How long a piece of work may go on before others have their turn.
@FunctionalInterface
interface Slice {

    /// Of work that nobody waits for.
    Slice ENDLESS = () -> false;

    /// Whether it is time to stop, asked after each row.
    boolean isOver();

    /// Of so many nanoseconds from now on.
    static Slice lasting(long ns) {
        long until = System.nanoTime() + ns;
        return () -> System.nanoTime() - until >= 0;
    }
}
