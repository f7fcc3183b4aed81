package io.headrace.dataset.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A row's key as a person writes it: the value alone, or `column=value,column=value` for several columns. A value may
/// hold `,` and `=`; only `,column=` of a column of the key ends it.
public record KeyText(String text) {

    /// What the text says to a table.
    public sealed interface Read {

        /// A key.
        ///
        /// @param texts canonical, in the order of the key's columns
        record Key(List<String> texts) implements Read {
            public Key {
                texts = List.copyOf(texts);
            }
        }

        /// No key of this table.
        ///
        /// @param sentence without its subject, which is the text
        record Misfit(String sentence) implements Read {}
    }

    /// Reads it for a table whose key has these columns.
    public Read under(RowShape key) {
        List<String> names = IntStream.range(0, key.size()).mapToObj(key::name).toList();
        Map<String, String> values = values(names);
        if (!values.keySet().containsAll(names)) {
            return new Read.Misfit("names no row: the key has the columns %s, so write %s"
                    .formatted(
                            String.join(", ", names),
                            names.stream().map(name -> name + "=…").collect(Collectors.joining(","))));
        }
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            String value = values.getOrDefault(names.get(column), "");
            try {
                texts.add(canonical(key.kind(column), value));
            } catch (IllegalArgumentException _) {
                return new Read.Misfit("names no row: column %s of the key is %s, and '%s' is none"
                        .formatted(names.get(column), called(key.kind(column)), value));
            }
        }
        return new Read.Key(texts);
    }

    /// Empty where a column is missing or comes twice.
    private Map<String, String> values(List<String> names) {
        Matcher begin = Pattern.compile(
                        names.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:^|,)(", ")=")))
                .matcher(text);
        Map<String, String> values = new HashMap<>();
        if (names.size() == 1) {
            boolean named = begin.lookingAt();
            return Map.of(names.getFirst(), named ? text.substring(begin.end()) : text);
        }
        if (!begin.lookingAt()) {
            return values;
        }
        for (boolean more = true; more; ) {
            String name = begin.group(1);
            int from = begin.end();
            more = begin.find();
            if (values.put(name, text.substring(from, more ? begin.start() : text.length())) != null) {
                return Map.of();
            }
        }
        return values;
    }

    private static String canonical(Kind kind, String value) {
        return switch (kind) {
            case INTEGER -> Long.toString(Long.parseLong(value));
            case FLOATING -> Double.toString(Double.parseDouble(value) + 0.0);
            case BOOLEAN -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw new IllegalArgumentException(value);
                }
                yield value;
            }
            case TEXT, OTHER -> value;
        };
    }

    private static String called(Kind kind) {
        return switch (kind) {
            case INTEGER -> "a whole number";
            case FLOATING -> "a number";
            case BOOLEAN -> "true or false";
            case TEXT, OTHER -> "a text";
        };
    }
}
