package io.headrace.app.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.commands.Print;
import io.headrace.registry.rebuild.Difference;
import io.headrace.registry.rebuild.RebuildOutcome.Compared;
import io.headrace.registry.rebuild.TableComparison;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RebuildReportTest {

    private static final UUID KEY = new UUID(1, 2);
    private static final TableComparison EQUAL = new TableComparison("held", 2, 2, 0, 0, 0, List.of());

    @Test
    void whatIsEqualHolds() {
        Compared compared = new Compared(List.of(EQUAL), List.of(), false);

        RebuildReport report = new RebuildReport(compared, true);

        assertThat(report.holds()).isTrue();
        assertThat(text(report)).endsWith("equal: the live registry is what the topics say\n");
        assertThat(json(report).get("equal").asBoolean()).isTrue();
    }

    @Test
    void aDifferenceIsToldByTableKeyColumnAndBothValues() {
        Difference changed =
                new Difference(KEY, "{\"version\": 99, \"reason\": \"X\"}", "{\"version\": 3, \"reason\": \"X\"}");
        RebuildReport report = new RebuildReport(different(0, 0, 1, changed), true);

        assertThat(report.holds()).isFalse();
        assertThat(text(report))
                .contains("deployment " + KEY + ": version is 99, and the topics say 3\n")
                .doesNotContain("reason is")
                .endsWith("1 row differs: `headrace rebuild registry` replaces what differs\n");
        JsonNode first = json(report).get("tables").get(0).get("first").get(0);
        assertThat(first.get("live").get("version").asInt()).isEqualTo(99);
        assertThat(first.get("rebuilt").get("version").asInt()).isEqualTo(3);
    }

    @Test
    void aRowThatOneSideLacksIsToldWhole() {
        assertThat(text(new RebuildReport(different(1, 0, 0, new Difference(KEY, null, "{\"version\": 3}")), true)))
                .contains("deployment " + KEY + ": is missing; the topics say {\"version\": 3}\n");
        assertThat(text(new RebuildReport(different(0, 1, 0, new Difference(KEY, "{\"version\": 3}", null)), true)))
                .contains("deployment " + KEY + ": the topics say nothing of it; it is {\"version\": 3}\n");
    }

    @Test
    void onlyTheFirstRowsAreToldAndTheOthersCounted() {
        Difference missing = new Difference(KEY, null, "{\"artifact\": \"" + "x".repeat(500) + "\"}");

        assertThat(text(new RebuildReport(different(4, 0, 0, missing), true)))
                .contains("x… (516 characters)\n", "deployment: 3 more rows\n", "4 rows differ: ");
    }

    @Test
    void whatWasReplacedHolds() {
        Compared mended = new Compared(
                different(0, 0, 1, new Difference(KEY, "{\"a\": 1}", "{\"a\": 2}"))
                        .tables(),
                List.of(),
                true);
        RebuildReport report = new RebuildReport(mended, false);

        assertThat(report.holds()).isTrue();
        assertThat(text(report)).endsWith("1 row was replaced: the live registry is now what the topics say\n");
        assertThat(json(report).get("mended").asBoolean()).isTrue();
    }

    @Test
    void whatCannotBeReplacedDoesNotHoldAndSaysWhatIsLost() {
        Compared lost = new Compared(
                different(0, 1, 0, new Difference(KEY, "{\"a\": 1}", null)).tables(), List.of("it is gone"), false);
        RebuildReport report = new RebuildReport(lost, false);

        assertThat(report.holds()).isFalse();
        assertThat(text(report))
                .contains("it is gone\n1 row differs, and nothing was replaced: the topics are not whole");
    }

    private static Compared different(long missing, long surplus, long changed, Difference first) {
        return new Compared(
                List.of(new TableComparison("deployment", 3, 3, missing, surplus, changed, List.of(first)), EQUAL),
                List.of(),
                false);
    }

    private static String text(RebuildReport report) {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString();
    }

    private static JsonNode json(RebuildReport report) {
        StringWriter text = new StringWriter();
        Print.json(new PrintWriter(text), report.json());
        return JsonMapper.shared().readTree(text.toString());
    }
}
