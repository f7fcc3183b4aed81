package io.headrace.client;

import java.time.Instant;

/// Where a reader of events begins.
public sealed interface Start {

    /// With the first event ever.
    record Beginning() implements Start {}

    /// With the model in production of each pipeline, as `LiveModel`, and then what follows, without gap or repeat.
    record Current() implements Start {}

    /// With the first event of each topic that was published at that time or later.
    record At(Instant time) implements Start {}

    /// Behind an event: in its topic the next one, in the others what was published at that time or later. Events of
    /// other topics that were published in the same millisecond may be known already; their ids tell.
    record Behind(String eventId) implements Start {}

    static Start beginning() {
        return new Beginning();
    }

    static Start current() {
        return new Current();
    }

    static Start at(Instant time) {
        return new At(time);
    }

    static Start behind(String eventId) {
        return new Behind(eventId);
    }
}
