package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.client.Model;
import io.headrace.client.Subscription;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole loop, from a committed row to a model in a subscriber's hands.
final class LoopIT {

    private static Installation headrace;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws SQLException {
        headrace = Installation.start(data);
        database = headrace.database();
    }

    @AfterAll
    static void stop() throws SQLException {
        headrace.close();
    }

    @Test
    void aCommittedRowBecomesAModelInASubscribersHands() {
        house("plain", 500);
        List<Model> models = new CopyOnWriteArrayList<>();
        try (Subscription subscription = headrace.client().subscribe("plain", models::add)) {
            database.apply("plain", spec("plain", "{\"metric\": \"rmse\", \"at-most\": 1000000}"));
            String first = database.firstDeployed("plain");
            String second = database.deployedAfter("plain", List.of(insert("plain", 1_000, 80, 3, "north", 250_000)));

            await().atMost(Duration.ofSeconds(30)).until(() -> models.size() >= 2);
            assertThat(subscription.trouble()).isEmpty();
            assertThat(models).extracting(Model::sha256).startsWith(first).endsWith(second);
            assertThat(models).extracting(Model::deployment).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aModelThatFollowedEveryChangeHasTheBytesOfOneTrainedFromScratch() {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("seed %d (repeat with -Dheadrace.seed=%d)%n", seed, seed);
        house("followed", 300);
        database.apply("followed", spec("followed", "{\"metric\": \"rmse\", \"at-most\": 1e9}"));
        database.firstDeployed("followed");

        Random random = new Random(seed);
        String last = "";
        for (int transaction = 0; transaction < 12; transaction++) {
            last = database.deployedAfter("followed", changes(random, transaction));
        }

        database.apply("from-scratch", spec("followed", "{\"metric\": \"rmse\", \"at-most\": 1e9}"));
        assertThat(database.firstDeployed("from-scratch")).isEqualTo(last);
    }

    @Test
    void aDeletedRowIsOutOfTheNextModel() {
        house("forgetting", 300);
        database.apply("forgetting", spec("forgetting", "{\"metric\": \"rmse\", \"at-most\": 1e9}"));
        String before = database.firstDeployed("forgetting");

        // Ten, so that some of them fall into the training split.
        String with = database.deployedAfter(
                "forgetting",
                List.of("insert into public.forgetting select 90000 + i, 33, 1, 'west', 900000"
                        + " from generate_series(1, 10) i"));
        String without =
                database.deployedAfter("forgetting", List.of("delete from public.forgetting where id > 90000"));

        assertThat(with).isNotEqualTo(before);
        assertThat(without).isEqualTo(before);
    }

    @Test
    void aBadLoadIsRejectedAndOpensAnIncidentUntilItIsRepaired() {
        house("guarded", 400);
        database.apply("guarded", spec("guarded", "{\"metric\": \"rmse\", \"at-most\": 60000}"));
        String good = database.firstDeployed("guarded");

        database.transaction(List.of("insert into public.guarded select 5000 + i, 50, 2, 'south', 90000000 * (i % 2)"
                + " from generate_series(1, 200) i"));
        String incident = database.eventually("""
                select sentence from headrace_registry.open_incident
                where subject = 'guarded' and kind = 'challenger-rejected'
                """);
        assertThat(incident).contains("rmse").contains("60000");
        assertThat(database.texts(
                        "select sha256 from headrace_registry.production where pipeline = 'guarded' and until is null"))
                .containsExactly(good);

        assertThat(database.deployedAfter("guarded", List.of("delete from public.guarded where id > 5000")))
                .isEqualTo(good);
        database.eventually("""
                select resolution from headrace_registry.incident
                where subject = 'guarded' and kind = 'challenger-rejected' and state = 'RESOLVED'
                """);
    }

    @Test
    void aRollbackHoldsUntilSomebodyResumes() {
        house("rolled", 300);
        database.apply("rolled", spec("rolled", "{\"metric\": \"rmse\", \"at-most\": 1e9}"));
        String first = database.firstDeployed("rolled");
        String second = database.deployedAfter("rolled", List.of(insert("rolled", 2_000, 120, 5, "east", 300_000)));

        assertThat(database.request("rollback", "rolled")).startsWith("yes: ");
        assertThat(inProduction("rolled")).isEqualTo(first);

        database.transaction(List.of("delete from public.rolled where id < 20"));
        database.eventually("select version::text from headrace_registry.version"
                + " where pipeline = 'rolled' and state = 'PENDING'");
        assertThat(inProduction("rolled")).isEqualTo(first);

        assertThat(database.request("resume", "rolled")).startsWith("yes: ");
        assertThat(database.eventually("select version::text from headrace_registry.production"
                        + " where pipeline = 'rolled' and until is null and version = 3"))
                .isEqualTo("3");
        assertThat(inProduction("rolled")).isNotIn(first, second);
    }

    @Test
    void aRequestThatCannotBeGrantedIsAnsweredWithASentence() {
        assertThat(database.request("rollback", "nobody-knows-it"))
                .startsWith("no: ")
                .contains("nobody-knows-it");
        assertThat(database.request("retrain", "nobody-knows-it"))
                .startsWith("no: ")
                .contains("nobody-knows-it");
    }

    @Test
    void aSpecificationThatMakesNoSenseIsRefusedWithEveryReason() {
        database.apply("senseless", "{\"dataset\": {\"table\": \"public.nowhere\", \"label\": \"price\"}}");
        String reasons = database.eventually("select array_to_string(refused_for, '; ') from headrace_registry.pipeline"
                + " where pipeline = 'senseless' and refused_at is not null");
        assertThat(reasons).contains("features").contains("trainer");
    }

    @Test
    void everyTopicStandsInTheReference() throws Exception {
        house("listed", 300);
        database.apply("listed", spec("listed", "{\"metric\": \"rmse\", \"at-most\": 1e9}"));
        database.firstDeployed("listed");

        List<Pattern> sections = TopicsPage.sections();
        try (Admin admin = Admin.create(headrace.up().environment().kafka().client())) {
            assertThat(admin.listTopics().names().get())
                    .contains("cdc.main.public.listed")
                    .allSatisfy(topic -> assertThat(sections)
                            .as(topic)
                            .anyMatch(section -> section.matcher(topic).matches()));
        }
    }

    private static String inProduction(String pipeline) {
        return database.eventually(
                "select sha256 from headrace_registry.production where pipeline = ? and until is null", pipeline);
    }

    private static void house(String table, int rows) {
        database.createHouses("public." + table, rows);
        database.execute("select headrace.share('public." + table + "')");
    }

    private static String insert(String table, int id, int area, int rooms, String district, int price) {
        return "insert into public.%s values (%d, %d, %d, '%s', %d)".formatted(table, id, area, rooms, district, price);
    }

    private static List<String> changes(Random random, int transaction) {
        List<String> statements = new ArrayList<>();
        statements.add(insert("followed", 10_000 + transaction, 30 + random.nextInt(100), 2, "east", 111_111));
        for (int i = random.nextInt(6); i > 0; i--) {
            int id = 1 + random.nextInt(300);
            statements.add(
                    switch (random.nextInt(3)) {
                        case 0 -> "delete from public.followed where id = " + id;
                        case 1 ->
                            "update public.followed set price = price + %d where id = %d"
                                    .formatted(random.nextInt(5_000), id);
                        default ->
                            "update public.followed set id = id + %d where id = %d"
                                    .formatted(100_000 * (transaction + 1), id);
                    });
        }
        return statements;
    }

    private static String spec(String table, String gate) {
        return """
                {"dataset": {"table": "public.%s", "label": "price",
                  "features": ["area", "rooms",
                    {"column": "district", "type": "categorical", "values": ["north", "east", "south", "west"]}],
                  "nulls": "exclude", "split": {"test": "20%%"}},
                 "trainer": {"kind": "ridge", "l2": 1.0},
                 "trigger": {"changes": 1},
                 "gates": [%s],
                 "rollout": {"approval": "automatic"}}
                """.formatted(table, gate);
    }
}
