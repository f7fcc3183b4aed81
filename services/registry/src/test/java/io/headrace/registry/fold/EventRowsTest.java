package io.headrace.registry.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.events.ArtifactChunk;
import io.headrace.events.DatasetVersion;
import io.headrace.events.LiveModel;
import io.headrace.events.RequestAnswered;
import io.headrace.registry.Story;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class EventRowsTest {

    /// Not events of a decision: what the dataset hands to training, and what subscribers read.
    private static final Set<String> NO_EVENTS = Set.of(
            DatasetVersion.class.getSimpleName(), LiveModel.class.getSimpleName(), ArtifactChunk.class.getSimpleName());

    @Test
    void theStoryHoldsAnEventOfEveryType() throws IOException {
        Set<String> told = Story.whole().stream()
                .map(t -> t.event().getSchema().getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(eventTypes());
    }

    @Test
    void everyEventChangesTheRegistry() {
        for (Story.Told told : Story.whole()) {
            assertThat(EventRows.of(head(told), told.event()))
                    .as(told.event().getSchema().getName())
                    .isNotEmpty();
        }
    }

    @Test
    void everyNewRowIsNamedByItsEventAndCarriesItsPlace() {
        for (Story.Told told : Story.whole()) {
            for (Change change : EventRows.of(head(told), told.event())) {
                switch (change) {
                    case Change.Insert insert ->
                        assertThat(insert.row())
                                .containsEntry("event_id", told.id())
                                .containsEntry("sequence", told.sequence())
                                .containsEntry("causation", "cause");
                    case Change.Update update ->
                        assertThat(update.set()).containsEntry("last_sequence", told.sequence());
                }
            }
        }
    }

    @Test
    void noTwoTopicsFeedOneTable() {
        Map<String, Set<String>> topics = Story.whole().stream()
                .flatMap(told -> EventRows.of(head(told), told.event()).stream()
                        .map(change -> Map.entry(change.table(), told.topic())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
        assertThat(topics).allSatisfy((table, fed) -> assertThat(fed).as(table).hasSize(1));
    }

    @Test
    void aDeploymentEndsTheVersionsWait() {
        Story.Told approved = Story.whole().stream()
                .filter(t -> t.event().getSchema().getName().equals("ModelDeployed"))
                .toList()
                .get(1);
        List<Change> changes = EventRows.of(head(approved), approved.event());
        assertThat(changes).extracting(Change::table).containsExactly("deployment", "pending");
        assertThat(((Change.Insert) changes.getFirst()).row())
                .containsEntry("deployment", 2L)
                .containsEntry("reason", "APPROVED")
                .containsEntry("asked_by", "ann")
                .containsEntry("deployed_at", approved.time())
                .containsEntry("commit_lsn", "16/B374D848");
        assertThat(changes.getLast())
                .isEqualTo(new Change.Update(
                        "pending",
                        Map.of("pipeline", "house-price", "version", 4L),
                        "until",
                        Row.of("last_sequence", approved.sequence())
                                .with("until", approved.time())
                                .with("outcome", "DEPLOYED")
                                .with("asked_by", "ann")
                                .with("sentence", null)
                                .columns()));
    }

    @Test
    void refusesAnAnswerInATopicThatGivesNone() {
        RequestAnswered answer =
                new RequestAnswered(UUID.randomUUID().toString(), "retrain", "house-price", true, "yes", "ann");
        assertThatThrownBy(() -> EventRows.of(head(Topics.PIPELINE), answer))
                .hasMessageContaining("answers a request in headrace.pipeline");
    }

    @Test
    void namesAnEventThatItDoesNotKnow() {
        SpecificRecord dataset = new DatasetVersion();
        assertThatThrownBy(() -> EventRows.of(head(Topics.DATASET), dataset))
                .hasMessageContaining("is a io.headrace.events.DatasetVersion, which the registry does not know");
    }

    private static EventHead head(Story.Told told) {
        return new EventHead(told.topic(), told.id(), told.sequence(), told.time(), "cause");
    }

    private static EventHead head(String topic) {
        return new EventHead(topic, new UUID(1, 1), 1, Instant.EPOCH, "cause");
    }

    private static Set<String> eventTypes() throws IOException {
        try (Stream<Path> schemas = Files.list(Path.of("../../schemas/src/main/avro/events"))) {
            return schemas.map(path -> path.getFileName().toString().replace(".avsc", ""))
                    .filter(name -> !NO_EVENTS.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
