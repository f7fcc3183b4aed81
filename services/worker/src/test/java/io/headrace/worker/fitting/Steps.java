package io.headrace.worker.fitting;

import java.util.ArrayList;
import java.util.List;

/// Remembers how far a fit was said to be, and wants no more of it after so many times.
public final class Steps implements Watcher {

    private final List<String> seen = new ArrayList<>();
    private final int stopAt;

    public Steps(int stopAt) {
        this.stopAt = stopAt;
    }

    @Override
    public void at(int round, int rounds) {
        seen.add("%d of %d".formatted(round, rounds));
    }

    @Override
    public boolean isStopped() {
        return seen.size() > stopAt;
    }

    public List<String> seen() {
        return List.copyOf(seen);
    }
}
