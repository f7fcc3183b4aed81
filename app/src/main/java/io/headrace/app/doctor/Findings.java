package io.headrace.app.doctor;

import java.util.ArrayList;
import java.util.List;

/// What is found of one subject. Not thread-safe.
final class Findings {

    private final String subject;
    private final List<Finding> all = new ArrayList<>();

    /// @param subject what is looked at, such as `PostgreSQL`
    Findings(String subject) {
        this.subject = subject;
    }

    void ok(String sentence) {
        all.add(Finding.ok(subject, sentence));
    }

    void warning(String sentence, String mend) {
        all.add(Finding.warning(subject, sentence, mend));
    }

    void failed(String sentence, String mend) {
        all.add(Finding.failed(subject, sentence, mend));
    }

    int size() {
        return all.size();
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
