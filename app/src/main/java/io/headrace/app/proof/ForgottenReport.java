package io.headrace.app.proof;

import io.headrace.app.commands.Print;
import io.headrace.app.proof.Forgotten.Proof;
import io.headrace.app.proof.Forgotten.Use;
import io.headrace.app.proof.KeyPass.Stay;
import io.headrace.app.proof.KeyPass.Traces;
import io.headrace.events.Cut;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The proof for one key, for a person or for a program.
record ForgottenReport(Forgotten found) {

    private static final List<String> TITLES = List.of("VERSIONS", "CUTS", "THE ROW");

    void print(PrintWriter out, boolean json) {
        if (json) {
            Print.json(out, tree());
            return;
        }
        out.println("%s %s".formatted(found.subject().table(), found.subject().key()));
        found.stays().forEach(stay -> {
            out.println("  came at " + at(stay.came()));
            Long left = stay.left();
            out.println(left == null ? "  is still there" : "  left at " + at(left));
        });
        out.println("  " + log());
        out.println();
        if (!found.uses().isEmpty()) {
            Print.table(out, TITLES, runs());
        }
        found.proofs()
                .forEach(proof -> out.println("%s, the first without it, trained from scratch: %s"
                        .formatted(
                                proof.version().name(),
                                proof.differences().isEmpty()
                                        ? "the same, SHA-256 "
                                                + proof.version().artifact().sha256()
                                        : "NOT THE SAME")));
        found.production()
                .forEach(use -> out.println("%s is in production: the row is %s".formatted(use.name(), use.part())));
        out.println(found.holds() ? "forgotten" : "NOT FORGOTTEN");
        found.objections().forEach(objection -> out.println("  " + objection));
        out.flush();
    }

    private String at(long number) {
        Cut cut = found.cuts().get(number);
        return cut == null
                ? "cut " + number
                : String.format(
                        Locale.ROOT,
                        "cut %d, LSN %X/%X, committed %s",
                        number,
                        cut.getCommitLsn() >>> Integer.SIZE,
                        (int) cut.getCommitLsn(),
                        cut.getCommittedAt());
    }

    private String log() {
        Traces traces = found.subject().traces();
        return traces.records() == 0
                ? "%s holds nothing of it; %s"
                        .formatted(found.subject().topic(), found.subject().history())
                : "%s holds %s of it, from offset %d to %d; %s"
                        .formatted(
                                found.subject().topic(),
                                traces.records() == 1 ? "1 record" : "%,d records".formatted(traces.records()),
                                traces.first(),
                                traces.last(),
                                found.subject().history());
    }

    /// Versions one after another to which the row means the same, in one line.
    private List<List<String>> runs() {
        Map<String, List<Use>> byPipeline = new LinkedHashMap<>();
        found.uses()
                .forEach(use -> byPipeline
                        .computeIfAbsent(use.pipeline(), pipeline -> new ArrayList<>())
                        .add(use));
        List<List<String>> lines = new ArrayList<>();
        byPipeline.values().forEach(uses -> {
            int from = 0;
            for (int i = 1; i <= uses.size(); i++) {
                Use first = uses.get(from);
                if (i == uses.size()
                        || uses.get(i).part() != first.part()
                        || !uses.get(i).why().equals(first.why())) {
                    lines.add(line(first, uses.get(i - 1)));
                    from = i;
                }
            }
        });
        return lines;
    }

    private static List<String> line(Use first, Use last) {
        boolean one = first.version() == last.version();
        return List.of(
                one ? first.name() : first.name() + " … " + last.version(),
                one ? String.valueOf(first.cut()) : first.cut() + " … " + last.cut(),
                first.why().isEmpty() ? first.part().toString() : first.part() + ": " + first.why());
    }

    private Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("forgotten", found.holds());
        tree.put("objections", found.objections());
        tree.put("table", found.subject().table());
        tree.put("key", found.subject().key());
        tree.put("stays", found.stays().stream().map(this::tree).toList());
        tree.put("versions", found.uses().stream().map(ForgottenReport::tree).toList());
        tree.put("proofs", found.proofs().stream().map(ForgottenReport::tree).toList());
        tree.put(
                "production",
                found.production().stream().map(ForgottenReport::tree).toList());
        Traces traces = found.subject().traces();
        Map<String, @Nullable Object> log = new LinkedHashMap<>();
        log.put("topic", found.subject().topic());
        log.put("records", traces.records());
        log.put("first", traces.records() == 0 ? null : traces.first());
        log.put("last", traces.records() == 0 ? null : traces.last());
        log.put("history", found.subject().history());
        tree.put("log", log);
        return tree;
    }

    private Map<String, @Nullable Object> tree(Stay stay) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        Long left = stay.left();
        tree.put("came", cut(stay.came()));
        tree.put("left", left == null ? null : cut(left));
        return tree;
    }

    private Map<String, @Nullable Object> cut(long number) {
        Cut cut = found.cuts().get(number);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("cut", number);
        tree.put("lsn", cut == null ? null : cut.getCommitLsn());
        tree.put("committed_at", cut == null ? null : cut.getCommittedAt());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Use use) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("pipeline", use.pipeline());
        tree.put("version", use.version());
        tree.put("cut", use.cut());
        tree.put("row", use.part().name().toLowerCase(Locale.ROOT));
        tree.put("made_with_it", use.part().counts());
        tree.put("why", use.why().isEmpty() ? null : use.why());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Proof proof) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("pipeline", proof.version().pipeline());
        tree.put("version", proof.version().version());
        tree.put("cut", proof.version().cut().getNumber());
        tree.put("sha256", proof.version().artifact().sha256());
        tree.put("dataset_digest", proof.version().training().datasetDigest());
        tree.put("holds", proof.differences().isEmpty());
        tree.put("differences", proof.differences());
        return tree;
    }
}
