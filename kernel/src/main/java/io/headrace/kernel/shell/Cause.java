package io.headrace.kernel.shell;

import io.headrace.kernel.trace.Span.Place;
import io.headrace.kernel.trace.Traceparent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What made a decision necessary, by a name that never changes.
///
/// Ids of events grow out of it, so a cause that is met again brings the same ids. So it is never
/// an offset: a topic may be written again.
///
/// @param id unique for ever: an event's id, a row's primary key, a timer's deadline
/// @param correlation the id of the first cause of the chain
/// @param parent the span that a decision for this cause is a child of; null: it begins a trace
/// @param time when it happened: the decider's now
public record Cause(String id, String correlation, @Nullable Traceparent parent, Instant time) {

    private static final UUID NAMESPACE = UUID.fromString("0f4b3a5e-5d0c-5f57-9a3f-6b1f0c8d2e11");

    /// A cause that begins a chain.
    public static Cause of(String id, Instant time) {
        return new Cause(id, id, null, time);
    }

    /// The same within a trace.
    public Cause under(Traceparent span) {
        return new Cause(id, correlation, span, time);
    }

    /// A state whose deadline has come. Its sequence is part of the name: a later state may have the same deadline.
    static Cause timer(String service, Due due, Instant deadline) {
        String id = "%s/%s/%d/%s".formatted(service, due.aggregateId(), due.sequence(), deadline);
        return of(id, deadline);
    }

    /// The id of the event that a service decides as the index-th for this cause: a UUID of version 5.
    UUID eventId(String service, int index) {
        return uuid5(service + "\n" + id + "\n" + index);
    }

    /// The id of the checkpoint that follows those events.
    UUID checkpointId(String key) {
        return uuid5("checkpoint\n" + id + "\n" + key);
    }

    /// Where what a service decides for this cause stands in a trace.
    ///
    /// @param stem what it stems from, where that is not the cause
    Place place(String service, String aggregateId, @Nullable Traceparent stem) {
        String name = "%s\n%s\n%s".formatted(service, id, aggregateId);
        Traceparent over = stem == null ? parent : stem;
        return over == null
                ? Place.first(Traceparent.root(correlation, name))
                : new Place(over.child(name), over, over.equals(parent) ? null : parent);
    }

    private static UUID uuid5(String name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
