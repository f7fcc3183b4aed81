package io.headrace.dataset.stream;

import org.jspecify.annotations.Nullable;

/// Rows in the order of their keys, which are compared as unsigned bytes.
public interface RowStore {

    byte @Nullable [] get(byte[] key);

    void put(byte[] key, byte[] row);

    void delete(byte[] key);

    /// Hands over rows until the taker has enough. What the taker writes meanwhile may or may not come.
    ///
    /// @param from included
    /// @param to not included
    /// @return whether the end was reached
    boolean scan(byte[] from, byte[] to, Taker taker);

    /// Takes rows in the order of keys until it has enough.
    @FunctionalInterface
    interface Taker {

        /// Whether it wants another.
        boolean take(byte[] key, byte[] row);
    }
}
