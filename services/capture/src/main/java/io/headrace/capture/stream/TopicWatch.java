package io.headrace.capture.stream;

import io.headrace.capture.RereadRequests;
import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.TopicMarks;
import io.headrace.capture.core.TopicMarks.Loss;
import io.headrace.capture.core.TopicMarks.Mark;
import io.headrace.capture.core.TroubleKind;
import io.headrace.schemas.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices topics that were deleted or cut off by hand, repairs what can be, and says what cannot.
///
/// At a start the losses become part of the state. Met while the engine runs, they end it: everything begins anew then.
final class TopicWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicWatch.class);

    private static final TroubleKind TROUBLE = TroubleKind.TOPIC_LOST;

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// A reader asks for a topic that it has lost at least once a second.
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(5);

    private final EngineSpec spec;
    private final CaptureTopics topics;
    private final RereadRequests requests;
    private final OpenTroubles troubles;
    private long looked = System.nanoTime() - PAUSE.toNanos();

    TopicWatch(EngineSpec spec, CaptureTopics topics, RereadRequests requests, OpenTroubles troubles) {
        this.spec = spec;
        this.topics = topics;
        this.requests = requests;
        this.troubles = troubles;
    }

    /// The state with what has happened to the topics since it was stored.
    CaptureState begin(CaptureState stored) {
        Map<String, Mark> now = topics.marks();
        Map<String, Loss> losses = stored.topics().losses(now, filled(stored));
        Map<String, String> sentences = new TreeMap<>();
        CaptureState state = stored;
        for (Map.Entry<String, Loss> loss : losses.entrySet()) {
            String topic = loss.getKey();
            sentences.put(
                    topic, "%s %s: %s".formatted(topic, loss.getValue().words(), outcome(topic, loss.getValue())));
            state = state.without(table(topic));
        }
        makeAgain(losses);
        TopicMarks marks = stored.topics().withSeen(now).withLost(sentences);
        say(marks);
        return state.withTopics(marks);
    }

    /// Readers hold places in a topic that was deleted. In an empty one in its stead they find none, and begin anew; in
    /// one that is as long by then as the old one was they would go on behind all that it holds.
    private void makeAgain(Map<String, Loss> losses) {
        if (!losses.containsValue(Loss.DELETED)) {
            return;
        }
        if (spec.role() == EngineSpec.Role.DATA) {
            losses.keySet().stream().filter(this::isOfTable).forEach(topic -> topics.rows(spec.table(table(topic))));
        }
        LockSupport.parkNanos(NOTICED_WITHIN.toNanos());
    }

    private boolean isOfTable(String topic) {
        return topic.startsWith(spec.prefix() + '.') && !topic.equals(Topics.cuts(spec.source()));
    }

    /// Looks now and then, and soon after a table was read for the first time.
    ///
    /// @throws IllegalStateException if a topic was deleted or cut off
    void look(Journal journal) {
        boolean isDue = System.nanoTime() - looked >= PAUSE.toNanos();
        Set<String> filled = filled(journal.state());
        if (!isDue && journal.state().topics().seen().keySet().containsAll(filled)) {
            return;
        }
        looked = System.nanoTime();
        Map<String, Mark> now = topics.marks();
        TopicMarks marks = journal.state().topics();
        Map<String, Loss> losses = marks.losses(now, filled);
        if (!losses.isEmpty()) {
            throw new IllegalStateException("Topics were changed by hand: " + losses.keySet());
        }
        if (!now.equals(marks.seen())) {
            journal.transact(before -> before.withTopics(before.topics().withSeen(now)));
        }
        if (!marks.lost().isEmpty() && isAcknowledged()) {
            journal.transact(before -> before.withTopics(before.topics().accepted()));
        }
        say(journal.state().topics());
    }

    private void say(TopicMarks marks) {
        if (marks.lost().isEmpty()) {
            troubles.over(TROUBLE, "", "What happened to the topics of %s is known.".formatted(spec.source()));
        } else {
            troubles.say(
                    TROUBLE,
                    "",
                    "Source %s: %s. `headrace acknowledge %s/%s` ends this."
                            .formatted(
                                    spec.source(),
                                    String.join("; ", marks.lost().values()),
                                    spec.source(),
                                    TROUBLE.text()));
        }
    }

    private boolean isAcknowledged() {
        try {
            return requests.isAcknowledged(TROUBLE.text());
        } catch (SQLException e) {
            LOGGER.debug("{}: acknowledgements cannot be looked up", spec.source(), e);
            return false;
        }
    }

    private String outcome(String topic, Loss loss) {
        if (topic.equals(Topics.cuts(spec.source()))) {
            return "the list of earlier cuts is gone, which nothing but an audit needs";
        }
        return switch (spec.role()) {
            case DATA ->
                "table %s is read again, but its history is gone, so that model versions trained before cannot be reproduced from it"
                        .formatted(table(topic));
            case CONTROL -> topic.startsWith(spec.prefix()) ? "the rows are sent again as they are now" : events(loss);
        };
    }

    private static String events(Loss loss) {
        return switch (loss) {
            case DELETED -> "what the outbox holds of it is sent again";
            case CUT_OFF ->
                "those events cannot stand in their place again; the registry keeps what it has read, so do not rebuild it from this topic";
        };
    }

    private Set<String> filled(CaptureState state) {
        return switch (spec.role()) {
            case CONTROL -> Set.of();
            case DATA ->
                state.whole().stream().map(table -> spec.table(table).topic()).collect(Collectors.toSet());
        };
    }

    /// The table whose state a topic stands for.
    private String table(String topic) {
        return topic.startsWith(spec.prefix() + '.')
                ? topic.substring(spec.prefix().length() + 1)
                : EngineSpec.OUTBOX;
    }
}
