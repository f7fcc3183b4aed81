package io.headrace.capture.core;

/// Positions in the WAL as PostgreSQL prints them.
public final class Lsn {

    private Lsn() {}

    public static String text(long lsn) {
        return "%X/%X".formatted(lsn >>> 32, lsn & 0xFFFFFFFFL);
    }
}
