package io.headrace.simulation.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a statement, one after another.
final class Tokens {

    private static final Pattern WORD =
            Pattern.compile("\\s*(?:([A-Za-z_][A-Za-z0-9_.]*)|(\\d+)|'([^']*)'|(::[a-z0-9]+)|(<>|<=|>=|[-+*=<>(),?]))");

    private final String sql;
    private final List<String> words = new ArrayList<>();
    private int at;

    Tokens(String sql) {
        this.sql = sql;
        Matcher word = WORD.matcher(sql.strip());
        while (word.lookingAt()) {
            words.add(word.group(3) == null ? word.group().strip() : "'" + word.group(3));
            word.region(word.end(), word.regionEnd());
        }
        if (word.regionStart() != word.regionEnd()) {
            throw unknown(sql.strip().substring(word.regionStart()));
        }
    }

    /// The next word in lower case, to be taken later; empty at the end.
    String peek() {
        return at < words.size() ? words.get(at).toLowerCase(Locale.ROOT) : "";
    }

    String take() {
        String word = peek();
        at++;
        return word.startsWith("'") ? words.get(at - 1) : word;
    }

    /// Takes the words if they are next.
    boolean takeIf(String... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (at + i >= words.size() || !words.get(at + i).equalsIgnoreCase(wanted[i])) {
                return false;
            }
        }
        at += wanted.length;
        return true;
    }

    void expect(String... wanted) {
        for (String word : wanted) {
            if (!takeIf(word)) {
                throw unknown(peek());
            }
        }
    }

    boolean isName() {
        return !peek().isEmpty() && Character.isLetter(peek().charAt(0));
    }

    IllegalStateException unknown(String where) {
        return new IllegalStateException("the simulation's database does not understand '%s' in: %s; teach it in Parser"
                .formatted(where, sql.strip()));
    }
}
