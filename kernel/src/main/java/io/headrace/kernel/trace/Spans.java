package io.headrace.kernel.trace;

/// Takes spans that have ended. Safe for use by many threads.
public interface Spans extends AutoCloseable {

    /// Wants none.
    Spans NONE = new Spans() {

        @Override
        public boolean areWanted() {
            return false;
        }

        @Override
        public void ended(Span span) {}

        @Override
        public void close() {}
    };

    /// Whether anybody wants them: where not, nothing is worked out for them.
    boolean areWanted();

    /// Takes one; returns at once, and never throws.
    void ended(Span span);

    /// Lets go of what waits to be sent, if that is quickly done.
    @Override
    void close();
}
