package io.headrace.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.proof.Announced.Figures;
import io.headrace.app.proof.Announced.Rows;
import io.headrace.app.proof.EventHistory.CutId;
import io.headrace.dataset.core.RevisionId;
import io.headrace.events.Cut;
import io.headrace.events.PipelineSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReproducedTest {

    private static final Cut CUT = new Cut("main", "7412", 5L, 900L, Instant.EPOCH);
    private static final Rows ROWS = new Rows(80, 20, Map.of("price is null", 1L));
    private static final Figures FIGURES = new Figures(20, 1.5, Double.NaN, 0.25);
    private static final Announced SAID = announced(CUT, "aa");

    @Test
    void theSameVersionDiffersInNothing() {
        assertThat(reproduced("d1", ROWS, "ridge/1", model("aa", FIGURES)).differences(SAID))
                .isEmpty();
    }

    @Test
    void whatDiffersIsNamed() {
        assertThat(reproduced("d2", ROWS, "ridge/1", model("aa", FIGURES)).differences(SAID))
                .containsExactly("digest: the rows the event says d1, now d2");
        assertThat(reproduced("d1", new Rows(80, 21, Map.of()), "ridge/1", model("aa", FIGURES))
                        .differences(SAID))
                .singleElement()
                .asString()
                .startsWith("rows: the event says ");
        assertThat(reproduced("d1", ROWS, "ridge/2", model("aa", FIGURES)).differences(SAID))
                .containsExactly("trainer: the event says ridge/1, now ridge/2");
        assertThat(reproduced("d1", ROWS, "ridge/1", model("bb", FIGURES)).differences(SAID))
                .containsExactly("bytes: the event says 700 bytes with SHA-256 aa, now there are 700 with bb");
        assertThat(reproduced("d1", ROWS, "ridge/1", model("aa", new Figures(20, 1.6, Double.NaN, 0.25)))
                        .differences(SAID))
                .singleElement()
                .asString()
                .startsWith("figures: ");
        assertThat(reproduced("d1", ROWS, "ridge/1", new Reproduced.Made.Nothing("there are no rows"))
                        .differences(SAID))
                .containsExactly("bytes: no model comes of it: there are no rows");
    }

    @Test
    void anEventThatContradictsTheOthersIsNamed() {
        EventHistory history = history(Map.of(CutId.of(CUT), CUT));
        assertThat(history.problems(SAID)).isEmpty();

        Announced ofAnotherCut = announced(new Cut("main", "7412", 5L, 901L, Instant.EPOCH), "aa");
        assertThat(history.problems(ofAnotherCut)).singleElement().asString().startsWith("cut: the event says ");
        assertThat(history.canBeTrained(ofAnotherCut)).isTrue();

        Announced forged = announced(CUT, "bb");
        assertThat(history.problems(forged)).containsExactly("artifact: the event says SHA-256 bb, its bytes have aa");

        EventHistory withoutCuts = history(Map.of());
        assertThat(withoutCuts.problems(SAID)).containsExactly("cut: 5 is not in the list of cuts");
        assertThat(withoutCuts.canBeTrained(SAID)).isFalse();

        EventHistory later =
                new EventHistory(List.of(SAID), Map.of("house@2", 3L), Map.of(), Map.of(CutId.of(CUT), CUT));
        assertThat(later.problems(SAID))
                .containsExactly(
                        "version: an earlier event announces it already",
                        "revision: headrace.pipeline never accepted revision 1 of house");
    }

    private static EventHistory history(Map<CutId, Cut> cuts) {
        return new EventHistory(
                List.of(SAID), Map.of("house@2", 4L), Map.of(new RevisionId("house", 1), new PipelineSpec()), cuts);
    }

    private static Announced announced(Cut cut, String sha256) {
        return new Announced(
                4,
                "house",
                2,
                1,
                cut,
                new Announced.Artifact(sha256, new Announced.Kept.Bytes("aa"), 700),
                new Announced.Training("d1", ROWS, "ridge/1", null, List.of("rooms"), FIGURES));
    }

    private static Reproduced reproduced(String digest, Rows rows, String trainer, Reproduced.Made made) {
        return new Reproduced(made, digest, rows, trainer);
    }

    private static Reproduced.Made model(String sha256, Figures figures) {
        return new Reproduced.Made.Model(sha256, 700, List.of("rooms"), figures);
    }
}
