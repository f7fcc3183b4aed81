package io.headrace.worker.trees;

/// Is told how far trees are, and says whether they are still wanted.
public interface Watcher {

    void at(int round, int rounds);

    boolean isStopped();
}
