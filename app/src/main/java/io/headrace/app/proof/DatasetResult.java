package io.headrace.app.proof;

import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.Tally;
import io.headrace.events.DatasetVersion;
import io.headrace.events.Misfits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How a pipeline revision's dataset compares with the table's topic.
///
/// @param cut of the dataset version; 0: there is none
/// @param rows in both splits
/// @param digest of the rows, SHA-256 in hex
/// @param problems what differs, a sentence each; none: nothing
record DatasetResult(RevisionId revision, long cut, long rows, long refused, String digest, List<String> problems) {

    DatasetResult {
        problems = List.copyOf(problems);
    }

    static DatasetResult missing(RevisionId revision) {
        return new DatasetResult(revision, 0, 0, 0, "", List.of("the dataset has announced no version of it"));
    }

    /// Compares a version with what the topic adds up to.
    static DatasetResult of(DatasetVersion version, Tally tally) {
        long refused = version.getRefusedRows().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new DatasetResult(
                new RevisionId(version.getPipeline(), version.getRevision()),
                version.getCut().getNumber(),
                version.getTrainRows() + version.getTestRows(),
                refused,
                DatasetVersions.digest(version),
                problems(version, tally));
    }

    boolean holds() {
        return problems.isEmpty();
    }

    /// The same, with a word on where the dataset stands.
    DatasetResult behind(long topicCut) {
        List<String> told = new ArrayList<>(problems);
        told.add("the dataset stands at cut %d and the topic at cut %d".formatted(cut, topicCut));
        return new DatasetResult(revision, cut, rows, refused, digest, told);
    }

    private static List<String> problems(DatasetVersion version, Tally tally) {
        List<String> problems = new ArrayList<>();
        count(problems, "training rows", version.getTrainRows(), tally.train().count());
        count(problems, "test rows", version.getTestRows(), tally.test().count());
        Map<String, Long> refused = new TreeMap<>(version.getRefusedRows());
        if (!refused.equals(tally.refused())) {
            problems.add("the dataset refused rows %s, the topic says %s".formatted(refused, tally.refused()));
        }
        Map<Integer, Long> misfits =
                version.getMisfits().stream().collect(Collectors.toMap(Misfits::getExpectation, Misfits::getRows));
        for (int i = 0; i < tally.misfits().size(); i++) {
            count(
                    problems,
                    "rows that are not as expectation %d says".formatted(i),
                    misfits.getOrDefault(i, 0L),
                    tally.misfits().rows(i));
        }
        sums(
                problems,
                "digests of the rows",
                version.getDigest(),
                tally.digest().toBytes());
        sums(
                problems,
                "sums of the training rows",
                version.getTrain(),
                tally.train().toBytes());
        sums(problems, "sums of the test rows", version.getTest(), tally.test().toBytes());
        return problems;
    }

    private static void count(List<String> problems, String what, long dataset, long topic) {
        if (dataset != topic) {
            problems.add("the dataset has %d %s, the topic %d".formatted(dataset, what, topic));
        }
    }

    private static void sums(List<String> problems, String what, ByteBuffer dataset, byte[] topic) {
        if (!dataset.equals(ByteBuffer.wrap(topic))) {
            problems.add("the %s differ".formatted(what));
        }
    }
}
