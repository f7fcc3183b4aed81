package io.headrace.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.proof.TableResult.Standing;
import io.headrace.dataset.core.Assessed.Counted;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.Tally;
import io.headrace.dataset.stream.Content;
import io.headrace.dataset.stream.RowComparison.Difference;
import io.headrace.events.Cut;
import io.headrace.events.DatasetVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class VerifyReportTest {

    private static final Content SAME = new Content(3, "abcdef0123456789abcd");
    private static final Content OTHER = new Content(2, "00");

    @Test
    void holdsIfTableTopicAndDatasetsAreEqual() {
        VerifyReport report = new VerifyReport();
        report.add(table(SAME), List.of(DatasetResult.of(version(tally(1)), tally(1))));

        assertThat(report.holds()).isTrue();
        assertThat(printed(report))
                .containsExactly(
                        "WHAT                          AT               ROWS   DIGEST",
                        "table public.house            LSN 1/8000002A      3   abcdef0123456789",
                        "topic cdc.main.public.house   cut 7               3   abcdef0123456789   equal",
                        "dataset house@1               cut 7               1   %s   equal"
                                .formatted(tally(1).digest().sha256().substring(0, 16)));
    }

    @Test
    void namesTheKeysThatDifferAndOnlyTheColumnsThatDo() {
        VerifyReport report = new VerifyReport();
        report.add(
                table(
                        OTHER,
                        new Difference(
                                List.of("7"),
                                new TreeMap<>(Map.of("id", "7", "price", "9")),
                                new TreeMap<>(Map.of("id", "7", "rooms", "3"))),
                        new Difference(List.of("8", "b"), null, new TreeMap<>(Map.of("id", "8"))),
                        new Difference(List.of("9"), new TreeMap<>(Map.of("id", "9")), null)),
                List.of());

        assertThat(report.holds()).isFalse();
        assertThat(printed(report))
                .endsWith(
                        "public.house and its topic differ; the first keys:",
                        "  7: price is null in the table, 9 in the topic; rooms is 3 in the table, null in the topic",
                        "  8, b: only in the table: id 8",
                        "  9: only in the topic: id 9");
    }

    @Test
    void saysWhatADatasetHasOtherwise() {
        DatasetResult result = DatasetResult.of(version(tally(1)), tally(2));

        assertThat(result.holds()).isFalse();
        assertThat(result.behind(9).problems())
                .containsExactly(
                        "the dataset has 1 training rows, the topic 2",
                        "the digests of the rows differ",
                        "the sums of the training rows differ",
                        "the dataset stands at cut 7 and the topic at cut 9");
        assertThat(DatasetResult.missing(new RevisionId("house", 1)).holds()).isFalse();
    }

    private static TableResult table(Content topic, Difference... differences) {
        return new TableResult(
                "public.house",
                "cdc.main.public.house",
                new Standing(0x1_8000_002AL, 7, 0, null),
                SAME,
                topic,
                List.of(differences));
    }

    private static Tally tally(int rows) {
        Tally tally = new Tally(1, 0);
        for (int row = 1; row <= rows; row++) {
            tally.include(new Counted(0.5, false, new double[] {row, 2.0 * row}, new byte[] {(byte) row}, 0));
        }
        return tally;
    }

    private static DatasetVersion version(Tally tally) {
        return new DatasetVersion(
                "house",
                1,
                new Cut("main", "7412", 7L, 900L, Instant.EPOCH),
                0L,
                tally.train().count(),
                tally.test().count(),
                tally.refused(),
                ByteBuffer.wrap(tally.digest().toBytes()),
                ByteBuffer.wrap(tally.train().toBytes()),
                ByteBuffer.wrap(tally.test().toBytes()),
                null,
                null,
                List.of());
    }

    private static List<String> printed(VerifyReport report) {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString().lines().toList();
    }
}
