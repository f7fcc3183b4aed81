package io.headrace.dataset.core;

import io.headrace.dataset.core.Part.Extent;

/// Where one partition of a table's topic stands. Not thread-safe.
public final class TableProgress {

    /// Number of the place in the row store where the current generation lies.
    private int slot;

    private Extent extent;
    private long openCut;
    private long lastCut;
    private int schema;
    private long next;

    /// @param next the offset behind the last record that was taken; 0: none was
    public TableProgress(int slot, Extent extent, long openCut, long lastCut, int schema, long next) {
        this.slot = slot;
        this.extent = extent;
        this.openCut = openCut;
        this.lastCut = lastCut;
        this.schema = schema;
        this.next = next;
    }

    /// Of a topic that nothing was read from.
    public static TableProgress fresh(int slot) {
        return new TableProgress(slot, new Extent(0, false), 0, 0, 0, 0);
    }

    /// The same place, to come back to.
    public TableProgress copy() {
        return new TableProgress(slot, extent, openCut, lastCut, schema, next);
    }

    /// Whether a record of this cut may come now: cuts come one after another, each whole.
    ///
    /// @param begins whether it begins a generation: that ends a read of the table which was given up
    public boolean expects(long cut, boolean begins) {
        if (openCut == 0) {
            return cut > lastCut;
        }
        return cut == openCut || (begins && cut > openCut);
    }

    /// Whether a record comes again: Kafka may hand back a place that lies before the one that was committed. A topic
    /// that was made anew begins at low offsets too, but its cuts are later ones.
    public boolean hasTaken(long offset, long cut) {
        return offset < next && cut <= Math.max(openCut, lastCut);
    }

    public void took(long offset) {
        next = offset + 1;
    }

    public void open(long cut) {
        openCut = cut;
    }

    public void close() {
        lastCut = openCut;
        openCut = 0;
    }

    public boolean isMidCut() {
        return openCut != 0;
    }

    /// A new generation begins, in a place of its own.
    public void begin(long generation, int freshSlot) {
        slot = freshSlot;
        extent = new Extent(generation, false);
    }

    public void complete() {
        extent = new Extent(extent.generation(), true);
    }

    public void sawSchema(int id) {
        schema = id;
    }

    public int slot() {
        return slot;
    }

    public Extent extent() {
        return extent;
    }

    public long openCut() {
        return openCut;
    }

    /// The last cut that is whole here; 0: none.
    public long lastCut() {
        return lastCut;
    }

    /// The offset behind the last record that was taken; 0: none was.
    public long next() {
        return next;
    }

    /// Of the youngest row; 0: there was none.
    public int schema() {
        return schema;
    }
}
