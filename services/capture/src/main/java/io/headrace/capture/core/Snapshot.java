package io.headrace.capture.core;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A snapshot of PostgreSQL: which transactions a read saw.
///
/// @param xmin every transaction below is visible
/// @param xmax no transaction from here on is visible
/// @param inProgress those between that are not visible
public record Snapshot(long xmin, long xmax, Set<Long> inProgress) {

    private static final long EPOCH = 1L << 32;

    public Snapshot {
        inProgress = Set.copyOf(inProgress);
    }

    /// Reads `pg_current_snapshot()::text`: `xmin:xmax:xip,xip…`.
    public static Snapshot parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        Set<Long> inProgress = parts.get(2).isEmpty()
                ? Set.of()
                : new HashSet<>(Arrays.stream(parts.get(2).split(",", -1))
                        .map(Long::valueOf)
                        .toList());
        return new Snapshot(Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)), inProgress);
    }

    /// Whether the read saw a committed transaction.
    ///
    /// @param xid as it stands in the WAL, 32 bits without epoch
    public boolean sees(long xid) {
        long full = withEpoch(xid);
        return full < xmin || (full < xmax && !inProgress.contains(full));
    }

    /// The 64-bit identifier nearest to [#xmax]: identifiers in use are never 2³¹ apart.
    private long withEpoch(long xid) {
        long full = (xmax & -EPOCH) | (xid & (EPOCH - 1));
        if (full - xmax > EPOCH / 2) {
            return full - EPOCH;
        }
        return xmax - full > EPOCH / 2 ? full + EPOCH : full;
    }

    /// The form that [#parse] reads.
    public String text() {
        String running = inProgress.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
        return "%d:%d:%s".formatted(xmin, xmax, running);
    }
}
