package io.headrace.kernel.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which deadlines are to come. Not thread-safe.
public final class Agenda {

    private final Map<String, Due> known = new HashMap<>();
    private final TreeSet<Due> waiting =
            new TreeSet<>(Comparator.comparing(Agenda::deadline).thenComparing(Due::aggregateId));

    /// Takes note of what states say now; older news are dropped.
    public void set(Collection<Due> news) {
        news.forEach(this::set);
    }

    private void set(Due due) {
        @Nullable Due before = known.get(due.aggregateId());
        if (before != null && before.sequence() > due.sequence()) {
            return;
        }
        if (before != null && before.deadline() != null) {
            waiting.remove(before);
        }
        known.put(due.aggregateId(), due);
        if (due.deadline() != null) {
            waiting.add(due);
        }
    }

    /// How long until the next deadline, not positive if it has come; empty: none is set.
    public Optional<Duration> left(Instant now) {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(Duration.between(now, deadline(waiting.first())));
    }

    /// Takes the next deadline out.
    public Due take() {
        return waiting.removeFirst();
    }

    private static Instant deadline(Due due) {
        return Objects.requireNonNull(due.deadline(), "only deadlines wait");
    }
}
