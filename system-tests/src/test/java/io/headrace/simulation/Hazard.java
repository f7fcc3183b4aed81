package io.headrace.simulation;

/// What may go wrong around a commit: by a [Crash], or by an answer that gets lost.
public interface Hazard {

    Hazard NONE = new Hazard() {
        @Override
        public void before(String commit) {}

        @Override
        public boolean losesAnswer(String commit) {
            return false;
        }
    };

    /// Before anything of the commit took effect.
    ///
    /// @throws Crash if the process dies
    void before(String commit);

    /// After it took effect: whether the one who waits for the answer gets none.
    ///
    /// @throws Crash if the process dies
    boolean losesAnswer(String commit);
}
