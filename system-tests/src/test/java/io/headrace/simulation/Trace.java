package io.headrace.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What happened in a run, step by step.
public final class Trace {

    private final Clock clock;
    private final boolean isKept;
    private final List<String> lines = new ArrayList<>();
    private final MessageDigest digest;
    private long steps;

    /// @param isKept whether the lines are wanted, or their digest alone
    public Trace(Clock clock, boolean isKept) {
        this.clock = clock;
        this.isKept = isKept;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public void say(String who, String what) {
        Instant now = clock.instant();
        String line = "%6d  %s  %-12s %s".formatted(++steps, now, who, what);
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        if (isKept) {
            lines.add(line);
        }
    }

    public List<String> lines() {
        return lines;
    }

    public long steps() {
        return steps;
    }

    /// Equal for runs that went the same way. To be asked once.
    public String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
