package io.headrace.exact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a value before a model sees it. A null is not transformed: what it takes stands in the
/// place of the transformed value.
public sealed interface Transform {

    /// Itself.
    Transform NONE = new None();

    /// As a specification has it: at most one of the three is said.
    ///
    /// @param buckets null: it is not hashed
    /// @param dateParts words of [DatePart]; none: it is no date
    static Transform of(boolean log, @Nullable Integer buckets, List<String> dateParts) {
        if (buckets != null) {
            return new Hash(buckets);
        }
        if (!dateParts.isEmpty()) {
            return new DateParts(dateParts.stream().map(DatePart::of).toList());
        }
        return log ? new Log() : NONE;
    }

    /// It stays what it is.
    record None() implements Transform {}

    /// The natural logarithm of a numeric. A value of 0 or less has none: such a row is refused.
    record Log() implements Transform {}

    /// The bucket of a text: MurmurHash3 of its CESU-8, which is UTF-8 but for characters beyond U+FFFF,
    /// modulo how many there are. So the values need not be known.
    ///
    /// @param buckets 2 at least
    record Hash(int buckets) implements Transform {

        public Hash {
            if (buckets < 2) {
                throw new IllegalArgumentException(
                        "%d buckets tell no texts apart: two at least do".formatted(buckets));
            }
        }

        /// Which bucket, from 0.
        public int bucket(String text) {
            return (int) (MurmurHash3.of(text) % buckets);
        }
    }

    /// Numbers that tell something of a date, one column each.
    ///
    /// @param parts one at least, in the order of their columns
    record DateParts(List<DatePart> parts) implements Transform {

        public DateParts {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a date without parts tells nothing: name one at least");
            }
        }
    }
}
