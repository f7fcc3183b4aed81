package io.headrace.simulation;

/// A process dies here. An error, so that nothing in it can catch it.
public final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    public Crash(String where) {
        super(where, null, false, false);
    }
}
