package io.headrace.kernel.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record that a service could not take, as it came: key, value and headers, and in more headers what is known
/// about it.
///
/// @param place in the service's topic of dead letters
/// @param time when it was put there
/// @param reason a sentence
/// @param origin where it stood, as [Origin] says it
/// @param stack the first lines; empty where there was no exception
public record DeadLetter(Origin place, Instant time, String reason, String origin, List<String> stack) {

    private static final String REASON = "dead_letter_reason";
    private static final String ORIGIN = "dead_letter_origin";
    private static final String STACK = "dead_letter_stack";
    private static final int LINES = 8;

    private static final String PREFIX = "headrace.";
    private static final String SUFFIX = ".dead-letters";

    public DeadLetter {
        stack = List.copyOf(stack);
    }

    /// The topic of what a service could not take.
    public static String topic(String service) {
        return PREFIX + service + SUFFIX;
    }

    /// Whether a topic is one of those.
    public static boolean isTopic(String topic) {
        return topic.startsWith(PREFIX) && topic.endsWith(SUFFIX) && topic.length() > PREFIX.length() + SUFFIX.length();
    }

    /// Whether a header says something about the letter, and is none of the record's own.
    public static boolean isHeader(String name) {
        return name.startsWith("dead_letter_");
    }

    /// Whose dead letters a topic holds.
    public static String service(String topic) {
        return topic.substring(PREFIX.length(), topic.length() - SUFFIX.length());
    }

    /// Which service could not take it.
    public String service() {
        return service(place.topic());
    }

    /// The headers of a letter.
    ///
    /// @param original headers of the record
    public static Headers headers(Headers original, Origin origin, Throwable why) {
        String reason = String.valueOf(why.getMessage() == null ? why : why.getMessage());
        return headers(original, origin, reason).add(STACK, bytes(firstLines(why)));
    }

    /// The headers of a letter that no exception is behind.
    public static Headers headers(Headers original, Origin origin, String reason) {
        return new RecordHeaders(original.toArray()).add(REASON, bytes(reason)).add(ORIGIN, bytes(origin.toString()));
    }

    /// Reads a letter. What another version wrote may lack something.
    public static DeadLetter read(ConsumerRecord<byte[], byte[]> message) {
        String stack = text(message.headers(), STACK);
        return new DeadLetter(
                new Origin(message.topic(), message.partition(), message.offset()),
                Instant.ofEpochMilli(message.timestamp()),
                text(message.headers(), REASON),
                text(message.headers(), ORIGIN),
                stack.isEmpty() ? List.of() : stack.lines().toList());
    }

    private static String firstLines(Throwable why) {
        String frames = Arrays.stream(why.getStackTrace())
                .limit(LINES)
                .map(frame -> "\n  at " + frame)
                .collect(Collectors.joining());
        Throwable cause = why.getCause();
        return why + frames + (cause == null ? "" : "\ncaused by " + cause);
    }

    private static String text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
