package io.headrace.deployment.core;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A set of version numbers as ranges, because nearly every version is deployed and a pipeline has thousands.
///
/// @param ranges ascending, with a gap between each two
public record Versions(List<Range> ranges) {

    private static final int SHOWN = 5;

    /// Versions from the first to the last, both included.
    public record Range(long first, long last) {
        boolean contains(long version) {
            return first <= version && version <= last;
        }

        /// Whether one range can hold this one and the other, without a gap.
        boolean touches(Range other) {
            return first <= other.last + 1 && other.first <= last + 1;
        }

        Range joined(Range other) {
            return new Range(Math.min(first, other.first), Math.max(last, other.last));
        }

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "–" + last;
        }
    }

    public Versions {
        ranges = List.copyOf(ranges);
    }

    /// The set of one version.
    public static Versions of(long version) {
        return new Versions(List.of(new Range(version, version)));
    }

    boolean contains(long version) {
        return ranges.stream().anyMatch(range -> range.contains(version));
    }

    Versions with(long version) {
        Range grown = new Range(version, version);
        List<Range> result = new ArrayList<>();
        List<Range> after = new ArrayList<>();
        for (Range range : ranges) {
            if (range.touches(grown)) {
                grown = grown.joined(range);
            } else if (range.first() < version) {
                result.add(range);
            } else {
                after.add(range);
            }
        }
        result.add(grown);
        result.addAll(after);
        return new Versions(result);
    }

    /// The newest version of the set that is older than the given one.
    OptionalLong before(long version) {
        return ranges.stream()
                .filter(range -> range.first() < version)
                .mapToLong(range -> Math.min(range.last(), version - 1))
                .max();
    }

    /// For a sentence: the newest few ranges.
    @Override
    public String toString() {
        int hidden = Math.max(0, ranges.size() - SHOWN);
        String shown = ranges.stream().skip(hidden).map(Range::toString).collect(Collectors.joining(", "));
        return hidden == 0 ? shown : "…, " + shown;
    }
}
