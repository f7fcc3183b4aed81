package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.app.Environment;
import io.headrace.app.traces.OtlpSpans;
import io.headrace.client.Event;
import io.headrace.client.EventSubscription;
import io.headrace.client.Model;
import io.headrace.client.Start;
import io.headrace.client.Subscription;
import io.headrace.kernel.trace.Spans;
import io.headrace.kernel.trace.Traceparent;
import io.headrace.system.SpanCollector.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One trace from the commit's cut to the subscriber's callback, and a collector that comes and goes.
final class TracesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SpanCollector collector;
    private static Spans spans;
    private static Installation headrace;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws SQLException, IOException {
        collector = SpanCollector.start();
        spans = OtlpSpans.to(collector.address(), Environment.UP);
        headrace = Installation.start(data, spans);
        database = headrace.database();
    }

    @AfterAll
    static void stop() throws SQLException {
        headrace.close();
        spans.close();
        collector.close();
    }

    @Test
    void aCommitsTraceGoesOverEveryDecisionToTheSubscribersCallback() {
        pipeline("traced");
        try (TracedSubscriber subscriber = new TracedSubscriber(collector);
                Subscription _ = headrace.client().subscribe("traced", subscriber)) {
            List<Model> models = subscriber.models();
            await().atMost(PATIENCE).until(() -> !models.isEmpty());
            String sha256 = database.deployedAfter(
                    "traced", List.of("insert into public.traced values (1000, 80, 3, 'north', 250000)"));
            await().atMost(PATIENCE).until(() -> models.getLast().sha256().equals(sha256));
            Model model = models.getLast();
            Traceparent decision = parent(model.traceparent());

            List<Taken> way = await("a whole trace")
                    .atMost(PATIENCE)
                    .until(
                            () -> way(decision.trace(), "swap model"),
                            spans ->
                                    !spans.isEmpty() && spans.getLast().parent().isEmpty());

            assertThat(way)
                    .extracting(span -> span.service() + ": " + span.name())
                    .containsExactly(
                            "house-prices: swap model",
                            "headrace-deployment: ModelDeployed",
                            "headrace-validation: ChallengerAccepted",
                            "headrace-training: ModelTrained",
                            "headrace-dataset: dataset version",
                            "headrace-capture: capture cut");
            assertThat(way.getLast().start()).isEqualTo(model.cut().committedAt());
            assertThat(way).allSatisfy(span -> assertThat(span.end()).isAfterOrEqualTo(span.start()));
            List<String> decisions = way.subList(1, 4).stream().map(Taken::span).toList();
            await("the relay of each decision")
                    .atMost(PATIENCE)
                    .until(() -> relayed(decision.trace()).containsAll(decisions));
        }
    }

    @Test
    void everyCutAndEveryRequestHasATraceOfItsOwn() {
        pipeline("asked");
        String _ = database.firstDeployed("asked");
        String _ = database.deployedAfter(
                "asked", List.of("insert into public.asked values (1000, 80, 3, 'north', 250000)"));
        List<Event> events = new CopyOnWriteArrayList<>();
        try (EventSubscription _ = headrace.client().follow(Start.beginning(), events::add)) {
            assertThat(database.request("rollback", "asked")).startsWith("yes: ");
            await().atMost(PATIENCE)
                    .until(() -> find(events, "RequestAnswered", "asked").isPresent());
        }
        Event answered = find(events, "RequestAnswered", "asked").orElseThrow();
        Traceparent decision = parent(answered.traceparent());

        assertThat(decision.trace())
                .isEqualTo(Traceparent.root(answered.causation(), "").trace());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.trace(decision.trace()))
                        .anySatisfy(span -> {
                            assertThat(span.span()).isEqualTo(decision.span());
                            assertThat(span.parent()).isEmpty();
                            assertThat(span.service()).isEqualTo("headrace-deployment");
                        }));
        assertThat(events)
                .filteredOn(event ->
                        event.type().equals("ModelTrained") && event.subject().equals("asked"))
                .extracting(event -> parent(event.traceparent()).trace())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void theLoopGoesOnWhileTheCollectorIsAwayAndIsTracedOnceItIsBack() throws IOException {
        pipeline("alone");
        String first = database.firstDeployed("alone");
        collector.goAway();
        String second = database.deployedAfter(
                "alone", List.of("insert into public.alone values (1000, 80, 3, 'north', 250000)"));
        assertThat(second).isNotEqualTo(first);

        collector.comeBack();
        String _ = database.deployedAfter("alone", List.of("delete from public.alone where id < 20"));
        String cut = database.eventually("""
                select source || '/' || system_id || '/' || cut from headrace_registry.deployment
                where pipeline = 'alone' order by deployment desc limit 1""");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                collector.trace(Traceparent.root(cut, cut).trace()))
                        .extracting(Taken::name)
                        .contains("capture cut", "ModelDeployed"));
    }

    /// From the span of a name to the first of its trace, as far as they have come.
    private static List<Taken> way(String trace, String from) {
        List<Taken> spans = collector.trace(trace);
        List<Taken> way = new ArrayList<>();
        Optional<Taken> next =
                spans.stream().filter(one -> one.name().equals(from)).findFirst();
        while (next.isPresent()) {
            String parent = next.get().parent();
            way.add(next.get());
            next = spans.stream().filter(one -> one.span().equals(parent)).findFirst();
        }
        return way;
    }

    /// The decisions of a trace whose events came out of the outbox.
    private static List<String> relayed(String trace) {
        return collector.trace(trace).stream()
                .filter(span -> span.name().equals("relay"))
                .map(Taken::parent)
                .toList();
    }

    private static Optional<Event> find(List<Event> events, String type, String pipeline) {
        return events.stream()
                .filter(event -> event.type().equals(type) && event.subject().equals(pipeline))
                .findFirst();
    }

    private static Traceparent parent(Optional<String> traceparent) {
        return Traceparent.parse(traceparent.orElseThrow()).orElseThrow();
    }

    private static void pipeline(String table) {
        database.createHouses("public." + table, 300);
        database.execute("select headrace.share('public." + table + "')");
        database.apply(table, spec(table));
    }

    private static String spec(String table) {
        return """
                {"dataset": {"table": "public.%s", "label": "price",
                  "features": ["area", "rooms",
                    {"column": "district", "type": "categorical", "values": ["north", "east", "south", "west"]}],
                  "nulls": "exclude", "split": {"test": "20%%"}},
                 "trainer": {"kind": "ridge", "l2": 1.0},
                 "trigger": {"changes": 1},
                 "gates": [{"metric": "rmse", "at-most": 1e9}],
                 "rollout": {"approval": "automatic"}}
                """.formatted(table);
    }
}
