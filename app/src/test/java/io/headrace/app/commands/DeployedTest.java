package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DeployedTest {

    @Test
    void tellsFromWhichDataThroughWhichGatesAndWhyAVersionWasInProduction() {
        assertThat(text(row())).isEqualTo("""
                production      v4 since 2026-01-31 12:00:04.000Z until now (deployment 2)
                decided         automatic: no approval is required
                data            cut 57 of main, committed 2026-01-31 12:00:01.000Z at 16/B374D848
                rows            40000 trained, 10000 tested, refused {null in "rooms"=3}
                dataset digest  abab
                model           revision 1, ridge/1, trained 2026-01-31 12:00:02.000Z because of changes (1 change), sha256 cdcd
                figures         rmse 41250.7, r2 0.9000, mean error -0.5000
                gates
                  passed  rmse 41250.7 is at most 60000
                causes
                  2026-01-31 12:00:01.000Z  Cut main/7301/57 at 16/B374D848
                  2026-01-31 12:00:02.000Z  ModelTrained v4 [e1 ← main/7301/57/house@1]
                  2026-01-31 12:00:03.000Z  ChallengerAccepted passed its gate [e2 ← e1]
                  2026-01-31 12:00:04.000Z  ModelDeployed deployment 2 [e3 ← e2]
                """);
    }

    @Test
    void namesWhoApprovedWhatWaited() {
        Map<String, @Nullable Object> approved = row();
        approved.put("reason", "APPROVED");
        approved.put("asked_by", "ann");
        approved.put("until", Instant.parse("2026-02-01T00:00:00Z"));
        approved.put("waits_for", "APPROVAL");
        approved.put("pending_since", Instant.parse("2026-01-31T12:00:03Z"));
        approved.put("pending_event", "e2b");
        approved.put("pending_cause", "e2");
        approved.put("request", "r1");
        approved.put("request_kind", "approve");
        approved.put("request_by", "ann");
        approved.put("request_at", Instant.parse("2026-01-31T12:00:04Z"));
        approved.put("request_sentence", "version 4 is approved and in production");
        approved.put("deployed_cause", "r1");

        assertThat(text(approved))
                .contains(
                        "until 2026-02-01 00:00:00.000Z (deployment 2)",
                        "approved by ann: version 4 is approved and in production",
                        "ChallengerPending waits for approval [e2b ← e2]",
                        "Request r1 approve by ann",
                        "ModelDeployed deployment 2 [e3 ← r1]");
        assertThat(json(approved).get("request").get("request_by").asString()).isEqualTo("ann");
        assertThat(json(approved)
                        .get("causes")
                        .valueStream()
                        .map(link -> link.get("id").asString()))
                .containsExactly("main/7301/57", "e1", "e2", "e2b", "r1", "e3");
    }

    @Test
    void aVersionThatTellsClassesHasTheirFigures() {
        Map<String, @Nullable Object> classes = row();
        classes.putAll(Map.of("rmse", Double.NaN, "r2", Double.NaN, "mean_error", Double.NaN));
        classes.put("figures", Map.of("roc-auc", 0.9, "log-loss", 0.25, "accuracy", 1));

        assertThat(text(classes)).contains("figures         accuracy 1.0000, log loss 0.2500, roc auc 0.9000\n");
        assertThat(new Deployed(new Row(classes)).cells().getLast()).isEqualTo("log loss 0.2500");
        assertThat(new Deployed(new Row(row())).cells().getLast()).isEqualTo("rmse 41250.7");
    }

    @Test
    void aNumberMayHaveMoreFigures() {
        Map<String, @Nullable Object> more = row();
        more.put("figures", Map.of("mae", 2.5));

        assertThat(text(more)).contains("figures         rmse 41250.7, r2 0.9000, mean error -0.5000, mae 2.5000\n");
    }

    @Test
    void saysWhyAVersionWasBroughtBack() {
        Map<String, @Nullable Object> back = row();
        back.put("reason", "ROLLED_BACK");
        back.put("asked_by", "bob");
        back.put("request_sentence", "version 4 is in production again");
        back.put("held_sentence", "rolled back by bob: odd prices");

        assertThat(text(back)).contains("decided         rolled back by bob: odd prices\n");
    }

    @Test
    void aRunThatAnotherCauseThanItsCutBeganNamesIt() {
        Map<String, @Nullable Object> settled = row();
        settled.put("trained_cause", "e0");
        settled.put("trained_cause_words", "model deployed v3");

        assertThat(text(settled)).contains("ModelTrained v4 [e1 ← e0, model deployed v3]\n");
        assertThat(json(settled).get("causes").get(1).get("causation_words").asString())
                .isEqualTo("model deployed v3");
    }

    @Test
    void aVersionThatTheRegistryLacksIsSaid() {
        Map<String, @Nullable Object> unknown = new HashMap<>(Map.of(
                "pipeline",
                "house",
                "version",
                4L,
                "deployment",
                2L,
                "reason",
                "AUTOMATIC",
                "since",
                Instant.parse("2026-01-31T12:00:04Z"),
                "deployed_event",
                "e3"));

        assertThat(text(unknown)).contains("the registry does not know this version", "gates\n  none\n");
        assertThat(json(unknown).get("data").get("cut").isNull()).isTrue();
    }

    @Test
    void aRowOfAnOlderHeadraceNamesNoCause() {
        Map<String, @Nullable Object> old = row();
        old.put("deployed_cause", null);

        assertThat(text(old)).endsWith("  2026-01-31 12:00:04.000Z  ModelDeployed deployment 2\n");
    }

    private static Map<String, @Nullable Object> row() {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.putAll(Map.of("pipeline", "house", "deployment", 2L, "version", 4L, "reason", "AUTOMATIC"));
        row.putAll(Map.of("since", Instant.parse("2026-01-31T12:00:04Z"), "deployed_event", "e3"));
        row.putAll(Map.of("source", "main", "system_id", "7301", "cut", 57L, "commit_lsn", "16/B374D848"));
        row.putAll(Map.of("committed_at", Instant.parse("2026-01-31T12:00:01Z"), "dataset_digest", "abab"));
        row.putAll(Map.of("train_rows", 40_000L, "test_rows", 10_000L, "refused_rows", Map.of("null in \"rooms\"", 3)));
        row.putAll(Map.of("revision", 1, "trainer", "ridge/1", "trigger", "changes", "changes", 1L, "sha256", "cdcd"));
        row.putAll(Map.of("rmse", 41_250.7, "r2", 0.9, "mean_error", -0.5));
        row.putAll(Map.of("trained_at", Instant.parse("2026-01-31T12:00:02Z"), "trained_event", "e1"));
        row.putAll(Map.of("outcome", "ACCEPTED", "sentence", "passed its gate", "validated_event", "e2"));
        row.put("validated_at", Instant.parse("2026-01-31T12:00:03Z"));
        row.put("gates", List.of(Map.of("passed", true, "sentence", "rmse 41250.7 is at most 60000")));
        row.putAll(Map.of("trained_cause", "main/7301/57/house@1", "validated_cause", "e1", "deployed_cause", "e2"));
        return row;
    }

    private static String text(Map<String, @Nullable Object> row) {
        StringWriter text = new StringWriter();
        new Deployed(new Row(row)).print(new PrintWriter(text));
        return text.toString();
    }

    private static JsonNode json(Map<String, @Nullable Object> row) {
        StringWriter text = new StringWriter();
        Print.json(new PrintWriter(text), new Deployed(new Row(row)).json());
        return JsonMapper.shared().readTree(text.toString());
    }
}
