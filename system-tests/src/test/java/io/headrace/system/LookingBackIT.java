package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.app.Environment;
import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A history of all sorts, told afterwards; and the registry that tells it, made again from the topics.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LookingBackIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLS = Integer.getInteger("headrace.kills", 2);

    /// Every row of the tables that the tests damage, and of the one that moves most.
    private static final String TABLES = """
            select md5(string_agg(r, '|' order by r)) from (
                select d::text as r from headrace_registry.deployment as d
                union all select a::text from headrace_registry.deployment_answer as a
                union all select m::text from headrace_registry.model_version as m) as rows
            """;

    private static final List<String> DAMAGE = List.of(
            "update headrace_registry.deployment set version = 99 where pipeline = 'back' and deployment = 1",
            "delete from headrace_registry.deployment_answer where kind = 'rollback'");

    private static final List<String> NOT_IN_IT = List.of(
            "run_queued",
            "run_cancelled",
            "job_finished",
            "source_trouble",
            "run_failure",
            "training_held",
            "expectation",
            "pruning",
            "held",
            "capture_answer",
            "letter_outcome",
            "letter_answer",
            "obligation",
            "withdrawal");

    private static Workplace at;

    @BeforeAll
    static void open(@TempDir Path folder) throws SQLException, IOException {
        at = Workplace.open(folder);
        approvedAndBroughtBack();
        rejectedRefusedAndDeleted();
    }

    /// v1 approved, v2 rejected by a person, v3 approved, v1 again.
    private static void approvedAndBroughtBack() throws IOException {
        at.apply("back", "required");
        waitsFor("back", 1);
        assertThat(at.terminal().ask("approve", "back")).startsWith("yes: ");
        at.database().execute("delete from back where id < 10");
        waitsFor("back", 2);
        assertThat(at.terminal().ask("reject", "back", "--reason", "a holiday")).startsWith("yes: ");
        at.database().execute("delete from back where id < 20");
        waitsFor("back", 3);
        assertThat(at.terminal().ask("approve", "back")).startsWith("yes: ");
        assertThat(at.terminal().ask("rollback", "back@1", "--reason", "odd prices"))
                .startsWith("yes: ");
        at.inProduction("back", 1);
    }

    /// A gate that no version passes, an incident that is acknowledged, a row that is refused, a pipeline that goes.
    private static void rejectedRefusedAndDeleted() throws IOException {
        at.apply("gone", "automatic");
        at.inProduction("gone", 1);
        at.database().execute("update gone set price = price * (1 + id % 7)");
        at.database().eventually("select 1 from headrace_registry.validation where outcome = 'REJECTED'");
        at.database()
                .eventually(
                        "select 1 from headrace_registry.open_incident where subject = 'gone' and kind = 'challenger-rejected'");
        assertThat(at.terminal().ask("acknowledge", "gone/challenger-rejected")).startsWith("yes: ");
        assertThat(at.terminal().ask("retrain", "gone")).startsWith("yes: ");
        at.database().apply("never", "{}");
        at.database().eventually("select 1 from headrace_registry.open_incident where subject = 'never'");
        assertThat(at.terminal().run("delete", "gone").exit()).isZero();
        at.apply("busy", "automatic");
        at.inProduction("busy", 1);
    }

    @AfterAll
    static void close() throws SQLException {
        at.close();
    }

    @Test
    @Order(1)
    void theHistoryListsWhatWasInProductionAndTellsAllOfTheLast() {
        Said history = at.terminal().run("history", "back");

        assertThat(history.exit()).isZero();
        assertThat(history.out())
                .containsPattern("1 +v1 .*approved +headrace ")
                .containsPattern("2 +v3 .*approved +headrace ")
                .containsPattern("3 +v1 .* now +rolled back +headrace ")
                .contains("rolled back by headrace", "odd prices", "  passed  rmse ")
                .containsPattern("Cut main/[0-9]+/[0-9]+ at ");
    }

    @Test
    @Order(1)
    void theChainOfCausesIsThatOfTheEvents() {
        Map<String, String> causes = new HashMap<>();
        at.terminal()
                .run("events", "back", "--from", "beginning", "--json")
                .jsonLines()
                .forEach(event -> causes.put(
                        event.get("id").asString(), event.get("causation").asString()));
        List<JsonNode> deployments =
                at.terminal().run("history", "back", "--json").jsonLines();

        assertThat(deployments).hasSize(3);
        for (JsonNode deployment : deployments) {
            List<JsonNode> chain = deployment.get("causes").valueStream().toList();
            assertThat(chain)
                    .extracting(link -> link.get("what").asString())
                    .containsExactly(
                            "Cut",
                            "ModelTrained",
                            "ChallengerAccepted",
                            "ChallengerPending",
                            "Request",
                            "ModelDeployed");
            assertThat(chain.getFirst().get("id").asString())
                    .startsWith("main/")
                    .endsWith("/" + deployment.get("data").get("cut").asString());
            for (int link : new int[] {1, 2, 3, 5}) {
                assertThat(chain.get(link).get("causation").asString())
                        .isEqualTo(causes.get(chain.get(link).get("id").asString()));
            }
            assertThat(chain.get(2).get("causation")).isEqualTo(chain.get(1).get("id"));
            assertThat(chain.get(3).get("causation")).isEqualTo(chain.get(2).get("id"));
            assertThat(chain.get(5).get("causation")).isEqualTo(chain.get(4).get("id"));
            assertThat(deployment
                            .get("validation")
                            .get("gates")
                            .get(0)
                            .get("challenger")
                            .isNumber())
                    .isTrue();
        }
    }

    @Test
    @Order(1)
    void aTimeTellsWhatWasInProductionThen() {
        String between = at.database()
                .texts("select to_json(until - interval '1 microsecond') #>> '{}' from headrace_registry.production"
                        + " where pipeline = 'back' and deployment = 2")
                .getFirst();

        JsonNode then = at.terminal()
                .run("history", "back", "--as-of", between, "--json")
                .json();
        assertThat(then.get("version").asLong()).isEqualTo(3);
        assertThat(then.get("request").get("request_kind").asString()).isEqualTo("approve");
        assertThat(at.terminal().run("history", "back", "--as-of", between).out())
                .startsWith("production      v3 since ");
        Said before = at.terminal().run("history", "back", "--as-of", "2001-01-01T00:00:00Z");
        assertThat(before.exit()).isEqualTo(1);
        assertThat(before.err())
                .startsWith("nothing of back was in production at 2001-01-01 00:00:00.000Z: its first deployment was");
        assertThat(at.terminal().run("history", "never").err())
                .startsWith("no version of never was ever in production");
    }

    @Test
    @Order(2)
    void aHistoryOfAllSortsIsWhatTheTopicsSay() {
        Said check = at.terminal().run("rebuild", "registry", "--check", "--json");

        assertThat(check.exit()).as(check.err()).isZero();
        assertThat(check.json().get("equal").asBoolean()).isTrue();
        assertThat(check.json().get("tables").valueStream())
                .filteredOn(table -> !NOT_IN_IT.contains(table.get("table").asString()))
                .allSatisfy(table -> assertThat(table.get("live").asLong())
                        .as(table.toString())
                        .isPositive()
                        .isEqualTo(table.get("rebuilt").asLong()));
        assertThat(check.err())
                .contains(
                        "reading ",
                        "comparing %d tables"
                                .formatted(check.json().get("tables").size()));
        assertThat(at.terminal().run("rebuild", "registry", "--check").out()).contains("equal: the live registry");
    }

    @Test
    @Order(2)
    void whatWasChangedByHandIsFoundAndReplaced() {
        String before = tables();
        at.database().transaction(DAMAGE);

        Said check = at.terminal().run("rebuild", "registry", "--check");
        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out())
                .containsPattern("deployment [0-9a-f-]{36}: version is 99, and the topics say 1\n")
                .containsPattern("deployment_answer [0-9a-f-]{36}: is missing; the topics say \\{.*rollback")
                .endsWith("2 rows differ: `headrace rebuild registry` replaces what differs\n");

        Said rebuild = at.terminal().run("rebuild", "registry");
        assertThat(rebuild.exit()).as(rebuild.err()).isZero();
        assertThat(rebuild.out()).endsWith("2 rows were replaced: the live registry is now what the topics say\n");
        assertThat(tables()).isEqualTo(before);
        isEqual();
    }

    @Test
    @Order(3)
    void eventsGoOnMeanwhileAndNoneIsLostOrDoubled() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        long before = newest();
        Thread writer = Thread.ofVirtual().start(() -> change(over));
        try {
            for (int round = 0; round < 3; round++) {
                at.database().transaction(DAMAGE);
                Said rebuild = at.terminal().run("rebuild", "registry");
                assertThat(rebuild.exit()).as(rebuild.err()).isZero();
                assertThat(rebuild.out()).contains("2 rows were replaced");
                isEqual();
            }
        } finally {
            over.set(true);
            writer.join();
        }
        assertThat(newest()).isGreaterThan(before);
        // A model that has seen this has seen all that was before.
        at.database().deployedAfter("busy", List.of("delete from busy where id = 7"));
        isEqual();
        assertThat(at.database()
                        .texts("select version from headrace_registry.model_version where pipeline = 'busy'"
                                + " order by version"))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, newest())
                        .mapToObj(Long::toString)
                        .toList());
    }

    private static void change(AtomicBoolean over) {
        try (Database database = Database.open(Environment.running(at.terminal().data()))) {
            for (int i = 0; !over.get(); i++) {
                database.execute("update busy set price = price + 1 where id = " + (1 + i % 300));
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Order(4)
    void aKillLeavesTheRegistryAsItWasOrWhole() throws Exception {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.println("headrace.seed=" + seed);
        Random random = new Random(seed);
        String whole = tables();
        for (int kill = 0; kill < KILLS; kill++) {
            at.database().transaction(DAMAGE);
            String damaged = tables();
            try (CommandProcess rebuild = at.begin("rebuild", "registry")) {
                await("the rebuild's begin")
                        .pollInterval(Duration.ofMillis(5))
                        .atMost(PATIENCE)
                        .until(() -> rebuild.text().contains("reading "));
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(2000)).toNanos());
                rebuild.kill();
            }
            String after = tables();
            System.out.printf("kill %d left the registry %s%n", kill, after.equals(whole) ? "whole" : "as it was");
            assertThat(after).as("after kill %d, seed %d", kill, seed).isIn(damaged, whole);

            Said next = at.terminal().run("rebuild", "registry");
            assertThat(next.exit()).as(next.err()).isZero();
            assertThat(tables()).isEqualTo(whole);
        }
        isEqual();
        assertThat(at.database().texts("select nspname from pg_namespace where nspname like '%rebuilt'"))
                .isEmpty();
        at.database().deployedAfter("busy", List.of("delete from busy where id = 8"));
    }

    private static void isEqual() {
        Said check = at.terminal().run("rebuild", "registry", "--check");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
    }

    private static void waitsFor(String pipeline, long version) {
        at.database()
                .eventually(
                        "select 1 from headrace_registry.pending where pipeline = ? and version = ? and until is null",
                        pipeline,
                        version);
    }

    private static long newest() {
        return Long.parseLong(at.database()
                .texts("select max(version) from headrace_registry.model_version where pipeline = 'busy'")
                .getFirst());
    }

    private static String tables() {
        return at.database().texts(TABLES).getFirst();
    }
}
