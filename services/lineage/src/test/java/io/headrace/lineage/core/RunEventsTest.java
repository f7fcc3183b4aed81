package io.headrace.lineage.core;

import static io.headrace.lineage.core.Given.AT;
import static io.headrace.lineage.core.Given.CANCELLED;
import static io.headrace.lineage.core.Given.FAILED;
import static io.headrace.lineage.core.Given.FOREST;
import static io.headrace.lineage.core.Given.NAMES;
import static io.headrace.lineage.core.Given.QUEUED;
import static io.headrace.lineage.core.Given.RIDGE;
import static io.headrace.lineage.core.Given.TRAINED;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.lineage.core.Names.Name;
import io.headrace.lineage.core.RunEvent.Dataset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunEventsTest {

    private final RunEvents events = new RunEvents(NAMES);

    @Test
    void aRunOfAWorkerStartsWhenItIsQueuedAndEndsOnce() {
        assertThat(events.of(QUEUED, FOREST)).extracting(RunEvent::type).containsExactly(RunEvent.Type.START);
        assertThat(events.of(TRAINED, FOREST)).extracting(RunEvent::type).containsExactly(RunEvent.Type.COMPLETE);
        assertThat(events.of(FAILED, FOREST)).extracting(RunEvent::type).containsExactly(RunEvent.Type.FAIL);
        assertThat(events.of(CANCELLED, FOREST)).extracting(RunEvent::type).containsExactly(RunEvent.Type.ABORT);
    }

    @Test
    void aRunWithinOneDecisionStartsWhereItEnds() {
        assertThat(events.of(TRAINED, RIDGE))
                .extracting(RunEvent::type)
                .containsExactly(RunEvent.Type.START, RunEvent.Type.COMPLETE);
        assertThat(events.of(FAILED, RIDGE))
                .extracting(RunEvent::type)
                .containsExactly(RunEvent.Type.START, RunEvent.Type.FAIL);
        assertThat(events.of(TRAINED, RIDGE)).extracting(RunEvent::time).containsOnly(AT.plusSeconds(60));
    }

    @Test
    void theTimeIsThatOfTheDecision() {
        assertThat(only(QUEUED, FOREST).time()).isEqualTo(AT);
        assertThat(only(CANCELLED, FOREST).time()).isEqualTo(AT.plusSeconds(60));
    }

    @Test
    void allEventsOfARunHaveItsIdWhichIsTheSameForEver() {
        assertThat(List.of(only(QUEUED, FOREST), only(TRAINED, FOREST), only(FAILED, FOREST), only(CANCELLED, FOREST)))
                .extracting(event -> event.run().toString())
                .containsOnly("a91387f6-2b69-5d9e-903d-fccb30d9de07");
    }

    @Test
    void theSameNewsGiveEqualEvents() {
        assertThat(events.of(TRAINED, RIDGE)).isEqualTo(new RunEvents(NAMES).of(TRAINED, RIDGE));
    }

    @Test
    void theJobIsThePipeline() {
        RunEvent.Job job = only(QUEUED, FOREST).job();
        assertThat(job.name()).isEqualTo(new Name("headrace", "house-price"));
        assertThat(facet(job.facets(), "jobType")).containsEntry("processingType", "BATCH");
        assertThat(facet(job.facets(), "documentation"))
                .containsEntry("description", "Trains models of price from the rows of public.house, with forest.");
    }

    @Test
    void whatIsReadIsTheTableAsOfTheCut() {
        assertThat(only(FAILED, FOREST).inputs()).singleElement().satisfies(table -> {
            assertThat(table.name()).isEqualTo(new Name("postgres://db.example:5432", "estate.public.house"));
            assertThat(facet(table.facets(), "version")).containsEntry("datasetVersion", "shop/7301/42");
            assertThat(facet(table.facets(), "datasetType")).containsEntry("datasetType", "TABLE");
        });
    }

    @Test
    void aTableOfASourceThatIsNotKnownGoesByTheSource() {
        RunEvents elsewhere = new RunEvents(new Names("team-a", Map.of(), "0.1.0"));
        assertThat(elsewhere.of(QUEUED, FOREST).getFirst().inputs())
                .extracting(Dataset::name)
                .containsExactly(new Name("team-a", "shop.public.house"));
    }

    @Test
    void whatIsMadeIsAVersionOfTheModelAndNothingWhereThereIsNone() {
        assertThat(only(TRAINED, FOREST).outputs()).singleElement().satisfies(model -> {
            assertThat(model.name()).isEqualTo(new Name("headrace", "house-price.model"));
            assertThat(facet(model.facets(), "version")).containsEntry("datasetVersion", "7");
            assertThat(facet(model.facets(), "datasetType")).containsEntry("datasetType", "MODEL");
            assertThat(facet(model.facets(), "headrace_model"))
                    .isEqualTo(Map.of("format", "onnx", "sha256", "ef01", "size", 2_048L));
        });
        assertThat(only(QUEUED, FOREST).outputs()).isEmpty();
        assertThat(only(FAILED, FOREST).outputs()).isEmpty();
        assertThat(only(CANCELLED, FOREST).outputs()).isEmpty();
        assertThat(events.of(TRAINED, RIDGE).getFirst().outputs()).isEmpty();
    }

    @Test
    void aRunThatMadeNothingSaysWhy() {
        assertThat(facet(only(FAILED, FOREST).runFacets(), "errorMessage")).containsEntry("message", "it crashed");
        assertThat(facet(only(CANCELLED, FOREST).runFacets(), "errorMessage"))
                .containsEntry("message", "ann asked for it");
        assertThat(only(TRAINED, FOREST).runFacets()).extracting(Facet::name).doesNotContain("errorMessage");
        assertThat(events.of(FAILED, RIDGE).getFirst().runFacets())
                .extracting(Facet::name)
                .doesNotContain("errorMessage");
    }

    @Test
    void whatNoOtherFacetSaysStandsInOneOfHeadraces() {
        assertThat(facet(only(TRAINED, FOREST).runFacets(), "headrace_run"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("run", "7@2026-01-31T12:00:00Z"),
                        Map.entry("event", "e-2"),
                        Map.entry("revision", 3L),
                        Map.entry("source", "shop"),
                        Map.entry("cut", 42L),
                        Map.entry("commitLsn", "16/B374D848"),
                        Map.entry("committedAt", "2026-01-31T11:59:55.123456Z"),
                        Map.entry("trigger", "quiet"),
                        Map.entry("changes", 12L),
                        Map.entry("trainer", "forest/2"),
                        Map.entry("datasetDigest", "abcd"),
                        Map.entry("trainRows", 80L),
                        Map.entry("testRows", 20L)));
        assertThat(facet(only(CANCELLED, FOREST).runFacets(), "headrace_run"))
                .containsEntry("trainer", "forest")
                .doesNotContainKeys("trigger", "trainRows");
    }

    private RunEvent only(RunNews news, Plan plan) {
        List<RunEvent> all = events.of(news, plan);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Map<String, Object> facet(List<Facet> facets, String name) {
        List<Facet> named =
                facets.stream().filter(facet -> facet.name().equals(name)).toList();
        assertThat(named).as(name).hasSize(1);
        return named.getFirst().fields();
    }
}
