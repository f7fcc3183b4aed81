package io.headrace.worker.fitting;

/// Is told how far a fit is, and says whether it is still wanted.
public interface Watcher {

    void at(int round, int rounds);

    boolean isStopped();
}
