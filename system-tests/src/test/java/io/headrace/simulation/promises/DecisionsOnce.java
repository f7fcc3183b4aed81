package io.headrace.simulation.promises;

import io.headrace.events.RequestAnswered;
import io.headrace.schemas.Topics;
import io.headrace.simulation.World;
import io.headrace.simulation.promises.Events.Event;
import io.headrace.simulation.source.WalChange.Decided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every decision that was committed is published once, in the order of its commits; every request is answered once.
final class DecisionsOnce {

    private final World world;
    private final Verdict verdict;

    DecisionsOnce(World world, Verdict verdict) {
        this.world = world;
        this.verdict = verdict;
    }

    void check() {
        Set<String> ids = new HashSet<>();
        List<String> topics = new ArrayList<>(Topics.EVENTS);
        topics.addAll(List.of(Topics.LIVE, Topics.ARTIFACT, Topics.STATE));
        for (String topic : topics) {
            List<Event> events = Events.of(world, topic);
            verdict.expectSame(decided(topic), events.stream().map(Event::id).toList(), "the events of %s", topic);
            Map<String, Long> last = new HashMap<>();
            for (Event event : events) {
                verdict.expect(ids.add(event.id()), "the event %s of %s came before", event.id(), topic);
                Long before = last.put(event.subject(), event.sequence());
                verdict.expect(
                        before == null || before < event.sequence(),
                        "in %s event %d of %s comes after %d",
                        topic,
                        event.sequence(),
                        event.subject(),
                        before);
            }
        }
        checkAnswers();
    }

    private List<String> decided(String topic) {
        String type = topic.substring("headrace.".length());
        return world.control().wal().transactions().stream()
                .flatMap(transaction -> transaction.changes().stream())
                .filter(change -> change instanceof Decided decided
                        && type.equals(decided.columns().get("aggregatetype")))
                .map(change -> String.valueOf(((Decided) change).columns().get("id")))
                .toList();
    }

    private void checkAnswers() {
        List<String> answered = new ArrayList<>();
        for (String topic : Topics.EVENTS) {
            Events.of(world, topic, RequestAnswered.class).forEach(answer -> answered.add(answer.getRequestId()));
        }
        answered.sort(String::compareTo);
        verdict.expectSame(world.operators().asked(), answered, "the answers to requests");
    }
}
