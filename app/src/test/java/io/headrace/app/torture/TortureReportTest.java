package io.headrace.app.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TortureReportTest {

    private final Findings findings = new Findings();
    private final ChangeCount changes = new ChangeCount();

    @Test
    void saysWhatHappenedAndThatEveryPromiseHeld() {
        changes.committed = 1234;
        changes.found = 1200;
        changes.read = 34;

        assertThat(report().holds()).isTrue();
        assertThat(text())
                .containsPattern("kill -9 +3 +broker-1 1, capture-1 2\n")
                .containsPattern("changes committed +1,234 +1,200 +34 +0 +0\n")
                .containsPattern("events decided +56 +0\n")
                .contains("7 tables altered; the answer to 8 COMMITs was lost")
                .containsPattern("cut numbers ascend, and every cut is whole +held")
                .doesNotContain("BROKEN");
    }

    @Test
    void aFindingBreaksItsPromiseAndIsShown() {
        findings.add(Promise.CUTS, "house goes from cut 9 back to 8");

        assertThat(report().holds()).isFalse();
        assertThat(text())
                .containsPattern("cut numbers ascend, and every cut is whole +BROKEN\n")
                .contains("  house goes from cut 9 back to 8\n");
        assertThat(report().tree().get("broken"))
                .isInstanceOfSatisfying(
                        Map.class,
                        broken -> assertThat(broken.get("cuts")).isEqualTo(List.of("house goes from cut 9 back to 8")));
    }

    @Test
    void changesThatWereNotFoundBreakItWhoeverFindsThem() {
        changes.committed = 1;

        assertThat(report().holds()).isFalse();
    }

    private TortureReport report() {
        return new TortureReport(
                42,
                Map.of("kill -9", new TreeMap<>(Map.of("capture-1", 2, "broker-1", 1))),
                changes,
                new TortureReport.Events(56, 0, 7, 8),
                findings);
    }

    private String text() {
        StringWriter text = new StringWriter();
        report().print(new PrintWriter(text));
        return text.toString();
    }
}
