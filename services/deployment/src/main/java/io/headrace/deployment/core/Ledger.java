package io.headrace.deployment.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pipeline's deployment remembers in every state.
///
/// @param newest the newest version that validation accepted; versions come in ascending order, so whatever is not
///     newer was dealt with already
/// @param pending the version that waits
/// @param answered the requests answered last, oldest first: a request that comes again changes nothing
/// @param withdrawn this version and all before it were trained with rows that had to be forgotten; 0: none was
public record Ledger(long newest, @Nullable Pending pending, List<String> answered, long withdrawn) {

    /// How many answered requests are remembered. A repeat arrives within moments of the original or, after a table
    /// was read again, is recognised by the outbox.
    static final int REMEMBERED = 100;

    static final String WITHDRAWN = "is withdrawn: it was trained with rows that had to be forgotten";

    /// A version that waits for a person.
    public record Pending(long version, PendingReason waitsFor) {}

    public Ledger {
        answered = List.copyOf(answered);
    }

    static Ledger empty() {
        return new Ledger(0, null, List.of(), 0);
    }

    Ledger waiting(long version, PendingReason waitsFor) {
        return new Ledger(Math.max(newest, version), new Pending(version, waitsFor), answered, withdrawn);
    }

    /// The version waits no longer, whatever became of it.
    Ledger settled(long version) {
        boolean mine = pending != null && pending.version() == version;
        return new Ledger(Math.max(newest, version), mine ? null : pending, answered, withdrawn);
    }

    Ledger withAnswered(String request) {
        List<String> next = new ArrayList<>(answered);
        next.add(request);
        return new Ledger(newest, pending, next.subList(Math.max(0, next.size() - REMEMBERED), next.size()), withdrawn);
    }

    Ledger withWithdrawn(long through) {
        return new Ledger(newest, pending, answered, Math.max(withdrawn, through));
    }

    boolean isWithdrawn(long version) {
        return version <= withdrawn;
    }
}
