package io.headrace.dataset.stream;

import io.headrace.exact.LtHash;

/// Sums up the content of a table as its rows come, in any order. Not thread-safe.
public final class ContentSum {

    private final RowCodec codec;
    private final WholeRow whole;
    private final LtHash digest = new LtHash();
    private long rows;

    /// A sum of nothing.
    ///
    /// @param wire knows the schemas of the rows
    public ContentSum(Wire wire) {
        this(new RowCodec(wire));
    }

    ContentSum(RowCodec codec) {
        this.codec = codec;
        this.whole = new WholeRow(codec);
    }

    /// Adds a row as its topic would carry it.
    ///
    /// @throws UnreadableRecord if it is none
    public void add(byte[] key, byte[] value) {
        byte[] stored = codec.after(key, value);
        if (stored == null) {
            throw new UnreadableRecord("a deleted row is no content");
        }
        add(RowCodec.keyValues(key), 0, stored);
    }

    void add(byte[] keyValues, int from, byte[] stored) {
        digest.add(whole.element(keyValues, from, stored));
        rows++;
    }

    public Content content() {
        return new Content(rows, digest.sha256());
    }
}
