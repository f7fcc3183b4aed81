package io.headrace.worker.external;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The last 4 KB of a stream. Written by one thread, read by another.
final class Tail {

    private static final int KEPT = 4096;
    private static final int LINES = 6;

    private final byte[] kept = new byte[KEPT];
    private long size;

    synchronized void add(byte[] bytes, int from, int to) {
        int first = Math.max(from, to - KEPT);
        size += first - from;
        for (int i = first; i < to; i++) {
            kept[(int) (size % KEPT)] = bytes[i];
            size++;
        }
    }

    /// The last lines that are not blank, on one line; empty: there are none.
    String lastLines() {
        String[] lines = text().lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(line -> !line.isEmpty())
                .toArray(String[]::new);
        return String.join(" / ", Arrays.copyOfRange(lines, Math.max(0, lines.length - LINES), lines.length));
    }

    private synchronized String text() {
        int length = (int) Math.min(size, KEPT);
        byte[] ordered = new byte[length];
        for (int i = 0; i < length; i++) {
            ordered[i] = kept[(int) ((size - length + i) % KEPT)];
        }
        return new String(ordered, StandardCharsets.UTF_8);
    }
}
