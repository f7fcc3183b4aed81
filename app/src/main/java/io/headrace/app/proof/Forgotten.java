package io.headrace.app.proof;

import io.headrace.app.proof.KeyPass.Stay;
import io.headrace.app.proof.KeyPass.Traces;
import io.headrace.events.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What is known of one key: where it was, what was trained with it, and whether it is out.
///
/// @param uses of all versions on the table, in the order of their cuts
/// @param proofs of the first version without it after versions with it, pipeline by pipeline
/// @param production the version of each pipeline that is in production
/// @param cuts those that stays begin and end with, by number
record Forgotten(
        Subject subject,
        List<Stay> stays,
        List<Use> uses,
        List<Proof> proofs,
        List<Use> production,
        Map<Long, Cut> cuts) {

    Forgotten {
        stays = List.copyOf(stays);
        uses = List.copyOf(uses);
        proofs = List.copyOf(proofs);
        production = List.copyOf(production);
        cuts = Map.copyOf(cuts);
    }

    /// What was asked about.
    ///
    /// @param table `schema.table`
    /// @param key as it was asked for
    /// @param traces what its topic still holds of the row
    /// @param isWhole whether the table is, at the end of its topic
    /// @param history how long the topic keeps rows, in a sentence
    record Subject(String table, String key, String topic, Traces traces, boolean isWhole, String history) {}

    /// What a version knows of the row.
    enum Part {
        TRAINING("in training"),
        TEST("in the test split"),
        REFUSED("refused"),
        ABSENT("not there"),
        UNKNOWN("cannot be told");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        /// Whether the version may be what it is because of the row.
        boolean counts() {
            return switch (this) {
                case TRAINING, TEST, UNKNOWN -> true;
                case REFUSED, ABSENT -> false;
            };
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// What a version has to do with the row.
    ///
    /// @param why it is refused or unknown; empty: it is neither
    record Use(String pipeline, long version, long cut, Part part, String why) {

        String name() {
            return pipeline + "@" + version;
        }
    }

    /// A version that was trained once more, from a topic in which the row never was.
    ///
    /// @param differences a sentence each; none: it came out bit by bit
    record Proof(Announced version, List<String> differences) {
        Proof {
            differences = List.copyOf(differences);
        }
    }

    boolean isThere() {
        return !stays.isEmpty() && stays.getLast().left() == null;
    }

    boolean holds() {
        return objections().isEmpty();
    }

    /// Why it is not forgotten, or not proven to be; none: it is.
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        if (stays.isEmpty()) {
            objections.add(
                    "%s holds no such row and no trace of one: it never was there, or all of it is compacted away; texts are compared as PostgreSQL writes them (a uuid in lower case, a date as 2026-02-28)"
                            .formatted(subject.topic()));
        }
        if (!subject.isWhole()) {
            objections.add("%s is being read again; ask once more when it is whole".formatted(subject.table()));
        }
        if (isThere()) {
            objections.add("the row is still in %s, since cut %d"
                    .formatted(subject.table(), stays.getLast().came()));
        }
        production.stream()
                .filter(use -> use.part().counts())
                .forEach(use -> objections.add("%s is in production, and the row is %s of it%s"
                        .formatted(use.name(), use.part(), use.why().isEmpty() ? "" : ": " + use.why())));
        proofs.forEach(proof -> proof.differences()
                .forEach(difference -> objections.add("%s is without the row, but came out otherwise from scratch: %s"
                        .formatted(proof.version().name(), difference))));
        return objections;
    }
}
