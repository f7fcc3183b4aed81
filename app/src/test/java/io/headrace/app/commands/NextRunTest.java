package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.training.core.Outlook;
import io.headrace.training.core.Outlook.Begin;
import io.headrace.training.core.Outlook.Way;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NextRunTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant THREE = Instant.parse("2026-02-01T02:00:00Z");
    private static final List<Way> WAYS = List.of(
            new Way.Count("changes", 100, 43),
            new Way.Count("share", 2_500, 2_443),
            new Way.Time("quiet", NOW.plusSeconds(5)),
            new Way.Time("schedule", THREE));

    @Test
    void tellsHowFarTheNextRunIs() {
        assertThat(line(null, 57, WAYS, new Begin(NOW.plusSeconds(5), "quiet")))
                .isEqualTo("2026-01-31 12:00:00.000Z  next      57 changes of 50000 rows pending; a run is due"
                        + " with 43 more (changes: 100), or with 2443 more (share: 2500),"
                        + " or at 2026-01-31 12:00:05.000Z (quiet), or at 2026-02-01 02:00:00.000Z (schedule);"
                        + " as it stands, at 2026-01-31 12:00:05.000Z because of quiet");
    }

    @Test
    void tellsThatSomethingHasToChangeFirst() {
        List<Way> ways = List.of(new Way.Count("changes", 1, 1), new Way.Time("quiet", null));
        assertThat(line(null, 0, ways, null))
                .endsWith("0 changes of 50000 rows pending; once something changes, a run is due"
                        + " with 1 more (changes: 1), or after some quiet (quiet)");
    }

    @Test
    void tellsWhatHoldsItBack() {
        assertThat(line("waits until the version before is settled", 57, WAYS, new Begin(null, "request")))
                .endsWith("no run yet: waits until the version before is settled; 57 changes of 50000 rows pending;"
                        + " as it stands, then at once because of request");
        assertThat(line("waits for the end of a run", 57, WAYS, new Begin(THREE, "schedule")))
                .endsWith("as it stands, not before 2026-02-01 02:00:00.000Z because of schedule");
        assertThat(line("no revision is in force", 0, List.of(), null)).endsWith("no run: no revision is in force");
    }

    @Test
    void whatIsDueIsDueNow() {
        List<Way> ways = List.of(new Way.Count("changes", 50, 0));
        assertThat(line(null, 57, ways, new Begin(NOW.minusSeconds(1), "changes")))
                .endsWith("a run is due with these (changes: 50); as it stands, now because of changes");
    }

    @Test
    void programsGetTheSameFigures() {
        StringWriter text = new StringWriter();
        Outlook outlook = new Outlook(null, 57, 50_000, WAYS, new Begin(THREE, "schedule"));
        Print.json(new PrintWriter(text), new NextRun(outlook, NOW).json());
        assertThat(text.toString())
                .startsWith("{\"at\":\"2026-01-31T12:00:00Z\",\"next\":{\"held_by\":null,\"pending\":57,\"rows\":50000,"
                        + "\"due_at\":\"2026-02-01T02:00:00Z\",\"because_of\":\"schedule\",\"ways\":["
                        + "{\"rule\":\"changes\",\"needed\":100,\"missing\":43},");
    }

    private static String line(@Nullable String obstacle, long pending, List<Way> ways, @Nullable Begin begin) {
        return new NextRun(new Outlook(obstacle, pending, 50_000, ways, begin), NOW).line();
    }
}
