package io.headrace.kernel.stream;

import io.headrace.kernel.HeadraceVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// A record that a service could not take, as it came: key, value and headers, and in more headers what is known
/// about it.
///
/// @param place in the service's topic of dead letters
/// @param time when it was put there
/// @param id of the record: the same when it was put aside twice
/// @param reason a sentence
/// @param origin where it stood, as [Origin] says it
/// @param version of the service that could not take it
/// @param stack the first lines
public record DeadLetter(
        Origin place, Instant time, String id, String reason, String origin, String version, List<String> stack) {

    private static final String HEADERS = "dead_letter_";
    private static final String REASON = HEADERS + "reason";
    private static final String ORIGIN = HEADERS + "origin";
    private static final String TIMESTAMP = HEADERS + "timestamp";
    private static final String VERSION = HEADERS + "version";
    private static final String STACK = HEADERS + "stack";
    private static final int LINES = 8;
    private static final int DIGEST_BYTES = 4;

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
        int end = topic.length() - SUFFIX.length();
        return topic.startsWith(PREFIX)
                && topic.endsWith(SUFFIX)
                && end > PREFIX.length()
                && topic.indexOf('.', PREFIX.length()) == end; // no service's name has a dot
    }

    /// Whether a header says something about the letter, and is none of the record's own.
    public static boolean isHeader(String name) {
        return name.startsWith(HEADERS);
    }

    /// Whose dead letters a topic holds.
    public static String service(String topic) {
        return topic.substring(PREFIX.length(), topic.length() - SUFFIX.length());
    }

    /// Which service could not take it.
    public String service() {
        return service(place.topic());
    }

    /// What people call it: `training@17`.
    public String name() {
        return service() + "@" + place.offset();
    }

    /// The headers of a letter.
    ///
    /// @param original headers of the record
    /// @param timestamp of the record
    public static Headers headers(Headers original, Origin origin, long timestamp, Throwable why) {
        String reason = String.valueOf(why.getMessage() == null ? why : why.getMessage());
        return headers(original, origin, timestamp, reason).add(STACK, bytes(firstLines(why)));
    }

    /// Those that every letter has.
    static Headers headers(Headers original, Origin origin, long timestamp, String reason) {
        return new RecordHeaders(original.toArray())
                .add(REASON, bytes(reason))
                .add(ORIGIN, bytes(origin.toString()))
                .add(TIMESTAMP, bytes(Long.toString(timestamp)))
                .add(VERSION, bytes(HeadraceVersion.get()));
    }

    /// Reads a letter. What another version wrote may lack something.
    public static DeadLetter read(ConsumerRecord<byte[], byte[]> message) {
        return read(
                new Origin(message.topic(), message.partition(), message.offset()),
                message.key(),
                message.value(),
                message.headers(),
                message.timestamp());
    }

    static DeadLetter read(
            Origin place, byte @Nullable [] key, byte @Nullable [] value, Headers headers, long timestamp) {
        String stack = text(headers, STACK);
        String origin = text(headers, ORIGIN);
        return new DeadLetter(
                place,
                Instant.ofEpochMilli(timestamp),
                "%s/%s/%s".formatted(service(place.topic()), origin, digest(key, value)),
                text(headers, REASON),
                origin,
                text(headers, VERSION),
                stack.isEmpty() ? List.of() : stack.lines().toList());
    }

    /// The record as it stood at its origin; empty where the letter does not say where that was.
    public static Optional<ConsumerRecord<byte[], byte[]>> original(ConsumerRecord<byte[], byte[]> letter) {
        return Origin.parse(text(letter.headers(), ORIGIN)).map(origin -> {
            Headers headers = new RecordHeaders();
            letter.headers().forEach(header -> {
                if (!isHeader(header.key())) {
                    headers.add(header);
                }
            });
            String timestamp = text(letter.headers(), TIMESTAMP);
            return new ConsumerRecord<>(
                    origin.topic(),
                    origin.partition(),
                    origin.offset(),
                    timestamp.matches("[0-9]{1,18}") ? Long.parseLong(timestamp) : letter.timestamp(),
                    TimestampType.CREATE_TIME,
                    ConsumerRecord.NULL_SIZE,
                    ConsumerRecord.NULL_SIZE,
                    letter.key(),
                    letter.value(),
                    headers,
                    Optional.empty());
        });
    }

    private static String firstLines(Throwable why) {
        String frames = Arrays.stream(why.getStackTrace())
                .limit(LINES)
                .map(frame -> "\n  at " + frame)
                .collect(Collectors.joining());
        Throwable cause = why.getCause();
        return why + frames + (cause == null ? "" : "\ncaused by " + cause);
    }

    /// Of the record's bytes: a topic that was made anew may hold another record at the same place.
    private static String digest(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(key == null ? -1 : key.length)
                    .array());
            sha256.update(key == null ? new byte[0] : key);
            sha256.update(value == null ? new byte[0] : value);
            return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
