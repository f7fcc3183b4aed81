package io.headrace.simulation.log;

import io.headrace.simulation.log.Log.Place;
import java.util.SortedSet;
import java.util.TreeSet;

/// Records that come true together, or never.
final class LogTransaction {

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private final SortedSet<Place> places = new TreeSet<>();
    private State state = State.OPEN;

    void touched(Place place) {
        places.add(place);
    }

    SortedSet<Place> places() {
        return places;
    }

    void end(boolean commits) {
        state = commits ? State.COMMITTED : State.ABORTED;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }
}
