package io.headrace.kernel.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A span, as its children know it: W3C trace context, version 00.
///
/// Ids are digests of names that never change, as the ids of events are. So what is done again after a crash is the
/// same span, and whoever can name a span need not be told its id.
///
/// @param trace 32 hex digits
/// @param span 16 hex digits
public record Traceparent(String trace, String span) {

    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    /// The first span of a trace.
    ///
    /// @param trace the trace's name
    /// @param span its own
    public static Traceparent root(String trace, String span) {
        return new Traceparent(id("trace", trace, TRACE_BYTES), id("span", span, SPAN_BYTES));
    }

    /// A span of the same trace.
    public Traceparent child(String name) {
        return new Traceparent(trace, id("span", name, SPAN_BYTES));
    }

    /// Reads what [#toString] wrote; empty: it is something else.
    public static Optional<Traceparent> parse(@Nullable String text) {
        Matcher parts = FORM.matcher(text == null ? "" : text);
        return parts.matches() ? Optional.of(new Traceparent(parts.group(1), parts.group(2))) : Optional.empty();
    }

    private static String id(String kind, String name, int bytes) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((kind + "\n" + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The value of a header `traceparent`: sampled, since whoever sends spans sends all of them.
    @Override
    public String toString() {
        return "00-%s-%s-01".formatted(trace, span);
    }
}
