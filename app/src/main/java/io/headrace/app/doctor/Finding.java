package io.headrace.app.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one look found.
///
/// @param subject what was looked at, such as `PostgreSQL`
/// @param sentence how it is
/// @param mend what to run, or to do, to mend it; empty where nothing is to be mended
record Finding(Level level, String subject, String sentence, String mend) {

    enum Level {
        OK("ok"),
        WARNING("warning"),
        FAILED("FAILED");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static Finding ok(String subject, String sentence) {
        return new Finding(Level.OK, subject, sentence, "");
    }

    static Finding warning(String subject, String sentence, String mend) {
        return new Finding(Level.WARNING, subject, sentence, mend);
    }

    static Finding failed(String subject, String sentence, String mend) {
        return new Finding(Level.FAILED, subject, sentence, mend);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("level", level.name());
        json.put("subject", subject);
        json.put("sentence", sentence);
        json.put("mend", mend.isEmpty() ? null : mend);
        return json;
    }
}
