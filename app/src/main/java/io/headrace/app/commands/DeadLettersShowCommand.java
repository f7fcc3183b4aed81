package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.stream.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace dead-letters show`.
@Command(name = "show", description = "Shows all of one dead letter: reason, place, stack, headers and bytes.")
final class DeadLettersShowCommand implements Callable<Integer> {

    private static final Pattern NAME = Pattern.compile("([a-z-]+)@([0-9]{1,18})");

    /// Bytes of a value that a person wants to see; JSON holds all.
    private static final int BRIEF = 256;

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "LETTER", description = "As `dead-letters list` names it: SERVICE@NUMBER.")
    private String name = "";

    @Override
    public Integer call() {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw CommandFailure.badInput(
                    "'%s' names no dead letter: write SERVICE@NUMBER as `headrace dead-letters list` does"
                            .formatted(name));
        }
        try (DeadLetterBox box = new DeadLetterBox(output.environment())) {
            ConsumerRecord<byte[], byte[]> message = box.find(parts.group(1), Long.parseLong(parts.group(2)))
                    .orElseThrow(() -> CommandFailure.failed(
                            "there is no dead letter %s; `headrace dead-letters list` names those there are"
                                    .formatted(name)));
            print(message);
        }
        return 0;
    }

    private void print(ConsumerRecord<byte[], byte[]> message) {
        DeadLetter letter = DeadLetter.read(message);
        if (output.json()) {
            Map<String, @Nullable Object> json = new LetterState(letter, outcome(letter)).json();
            json.put("stack", letter.stack());
            json.put("headers", headers(message));
            json.put("key", hex(message.key(), Integer.MAX_VALUE));
            json.put("value", hex(message.value(), Integer.MAX_VALUE));
            Print.json(output.out(), json);
            return;
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("letter", name);
        pairs.put("state", state(outcome(letter)));
        pairs.put("put aside", Print.shown(letter.time()));
        pairs.put("it stood at", letter.origin());
        pairs.put("reason", letter.reason());
        pairs.put("version", letter.version());
        pairs.put("stack", String.join("\n", letter.stack()));
        headers(message).forEach((header, value) -> pairs.put("header " + header, value));
        pairs.put("key", hex(message.key(), BRIEF));
        pairs.put("value", hex(message.value(), BRIEF));
        Print.pairs(output.out(), pairs);
    }

    private @Nullable Row outcome(DeadLetter letter) {
        try (Session session = output.session()) {
            return session.row("select * from headrace_registry.letter where id = ?", letter.id())
                    .orElse(null);
        }
    }

    private static String state(@Nullable Row outcome) {
        return outcome == null
                ? "open"
                : "%s, asked by %s %s: %s"
                        .formatted(
                                outcome.text("state").toLowerCase(Locale.ROOT),
                                outcome.text("asked_by"),
                                outcome.text("decided_at"),
                                outcome.text("sentence"));
    }

    /// The record's own headers; bytes that are no text in hexadecimal.
    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : message.headers()) {
            if (!DeadLetter.isHeader(header.key())) {
                headers.put(header.key(), text(header.value()));
            }
        }
        return headers;
    }

    private static String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "";
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.codePoints().allMatch(c -> c >= ' ' && c != 0xFFFD) ? text : hex(bytes, Integer.MAX_VALUE);
    }

    private static String hex(byte @Nullable [] bytes, int limit) {
        if (bytes == null) {
            return "";
        }
        int shown = Math.min(bytes.length, limit);
        String hex = HexFormat.of().formatHex(bytes, 0, shown);
        return shown == bytes.length ? hex : hex + "… (%d bytes; the whole: --json)".formatted(bytes.length);
    }
}
