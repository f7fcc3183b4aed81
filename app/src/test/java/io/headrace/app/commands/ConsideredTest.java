package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConsideredTest {

    private static final Map<String, @Nullable Object> POLICY = policy();

    private static Map<String, @Nullable Object> policy() {
        Map<String, @Nullable Object> policy = new HashMap<>();
        policy.putAll(Map.of("changes", 100, "quietMs", 300_000, "minIntervalMs", 10_000, "maxWaitMs", 7_200_000));
        policy.putAll(Map.of("share", 0.07, "runsWhenQuiet", true));
        policy.put("schedule", Map.of("cron", "0 3 * * *", "zone", "Europe/Berlin"));
        return policy;
    }

    @Test
    void tellsWhatARevisionWaitsFor() {
        assertThat(line(Map.of("what", "REVISION", "revision", 2, "sentence", "ann", "policy", POLICY)))
                .isEqualTo(
                        "2026-01-31 12:00:00.000Z  revision  revision 2 by ann: a run with 100 changes or with changes"
                                + " of 7% of the rows or after 5m without a change or at 0 3 * * * in Europe/Berlin;"
                                + " not within 10s of the last one; at most 2h after the first change");
        Map<String, @Nullable Object> old = new HashMap<>(Map.of("quietMs", 200, "minIntervalMs", 0));
        old.put("changes", null);
        old.put("maxWaitMs", null);
        assertThat(line(Map.of("what", "REVISION", "revision", 1, "sentence", "ann", "policy", old)))
                .endsWith("revision 1 by ann: a run after 200ms without a change");
        assertThat(line(Map.of(
                        "what",
                        "REVISION",
                        "revision",
                        1,
                        "sentence",
                        "ann",
                        "policy",
                        Map.of("quietMs", 86_400_000, "runsWhenQuiet", false, "minIntervalMs", 0, "maxWaitMs", 500))))
                .endsWith("revision 1 by ann: a run at most 500ms after the first change");
    }

    @Test
    void tellsWhatMadeARunAndWhatBecameOfIt() {
        Map<String, Object> run =
                Map.of("what", "RUN", "version", 3L, "changes", 118L, "rows", 1_000L, "cut", 57L, "policy", POLICY);
        assertThat(line(with(run, Map.of("trigger", "changes", "outcome", "IN_PRODUCTION"))))
                .endsWith(
                        "run       v3 because of changes (with 100 changes), 118 changes of 1000 rows, cut 57; in production");
        assertThat(line(with(run, Map.of("trigger", "share", "outcome", "REJECTED", "sentence", "rmse 3 is above 2"))))
                .contains("share (with changes of 7% of the rows), 118 changes")
                .endsWith("; rejected: rmse 3 is above 2");
        assertThat(line(with(run, Map.of("trigger", "schedule", "outcome", "TRAINED"))))
                .contains("schedule (at 0 3 * * * in Europe/Berlin)");
        assertThat(line(with(run, Map.of("trigger", "max-wait", "outcome", "TRAINED"))))
                .contains("max-wait (2h after the first change)");
        assertThat(line(with(run, Map.of("trigger", "revision", "outcome", "TRAINED"))))
                .contains("because of revision, 118 changes");
    }

    @Test
    void tellsWhatARunFailedFor() {
        Map<String, Object> failed =
                Map.of("what", "FAILED", "cut", 9L, "policy", POLICY, "sentence", "the training split has no rows");
        assertThat(line(with(failed, Map.of("trigger", "quiet", "changes", 1L))))
                .endsWith(
                        "because of quiet (after 5m without a change), 1 change, cut 9: the training split has no rows");
        assertThat(line(failed)).endsWith("failed    at cut 9: the training split has no rows");
    }

    @Test
    void tellsWhatHeldARunBack() {
        Map<String, Object> held = Map.of("what", "HELD", "cut", 9L, "sentence", "waits for 100 changes");
        assertThat(line(with(held, Map.of("changes", 57L, "rows", 1_000L))))
                .endsWith("held      waits for 100 changes; 57 changes of 1000 rows pending at cut 9");
        assertThat(line(held)).endsWith("held      waits for 100 changes; at cut 9");
    }

    @Test
    void tellsWhoAskedForARun() {
        assertThat(line(Map.of("what", "ASKED", "sentence", "ann: training at cut 7")))
                .endsWith("asked     by ann: training at cut 7");
    }

    private static Map<String, Object> with(Map<String, Object> row, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(row);
        all.putAll(more);
        return all;
    }

    private static String line(Map<String, Object> row) {
        Map<String, @Nullable Object> columns = new HashMap<>(row);
        columns.put("at", Instant.parse("2026-01-31T12:00:00Z"));
        return new Considered(new Row(columns)).line();
    }
}
