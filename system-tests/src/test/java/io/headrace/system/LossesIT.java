package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.schemas.Topics;
import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What people, strangers and disks do to an installation: it says what is wrong, and the pipelines go on.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LossesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Workplace at;

    @BeforeAll
    static void open(@TempDir Path folder) throws SQLException {
        at = Workplace.open(folder);
    }

    @AfterAll
    static void close() throws SQLException {
        at.close();
    }

    @Test
    @Order(1)
    void aTableThatCannotBeCapturedIsRefusedWithTheReason() throws IOException {
        at.database().execute("create table keyless (area float8, rooms int, district text, price numeric)");
        Said keyless = at.terminal()
                .run("apply", "-f", at.specification("keyless", "automatic").toString());
        assertThat(keyless.exit()).isNotZero();
        assertThat(keyless.out() + keyless.err()).contains("has no primary key");
        at.database()
                .execute(
                        "create table \"two words\" (id int primary key, area float8, rooms int, district text, price numeric)");
        Path odd = at.file(
                "odd.yaml",
                Files.readString(at.specification("odd", "automatic")).replace("public.odd", "public.two words"));
        Said refused = at.terminal().run("apply", "-f", odd.toString());
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.out() + refused.err()).contains("is not schema.table in letters, digits and _");
    }

    @Test
    @Order(2)
    void aFeatureThatIsDroppedOrRetypedKeepsTheChampionUntilItIsMended() throws IOException {
        at.apply("changed", "automatic");
        at.inProduction("changed", 1);

        at.database().execute("alter table changed drop column rooms");
        failsWith("changed", "column rooms is not in public.changed any more: put it back");
        at.database().execute("alter table changed add column rooms int default 2");
        at.inProduction("changed", 2);
        assertThat(open("changed/training-failed")).isEmpty();

        at.database()
                .execute(
                        "alter table changed alter column rooms drop default, alter column rooms type boolean using true");
        failsWith("changed", "column rooms of public.changed is boolean now and cannot be read as numeric");
        assertThat(
                        at.database()
                                .texts(
                                        "select version::text from headrace_registry.production where pipeline = 'changed' and until is null"))
                .containsExactly("2");
        Path without = at.file(
                "changed.yaml",
                Files.readString(at.specification("changed", "automatic")).replace("    - rooms\n", ""));
        assertThat(at.terminal().apply(without)).isEqualTo("changed: revision 2 is in force");
        at.inProduction("changed", 3);
        assertThat(open("changed/training-failed")).isEmpty();
    }

    private static void failsWith(String pipeline, String sentence) {
        String said = at.database()
                .eventually(
                        "select sentence from headrace_registry.open_incident where incident = ?",
                        pipeline + "/training-failed");
        assertThat(said).contains(sentence);
    }

    private static List<String> open(String incident) {
        await().atMost(PATIENCE)
                .until(() -> at.database()
                        .texts("select 1 from headrace_registry.open_incident where incident = ?", incident)
                        .isEmpty());
        return at.database().texts("select 1 from headrace_registry.open_incident where incident = ?", incident);
    }

    @Test
    @Order(3)
    void recordsOfStrangersAndEventsOfANewerVersionAreKeptAside() throws IOException {
        at.apply("aside", "automatic");
        at.inProduction("aside", 1);
        Forger forger = new Forger(at.environment().kafka().bootstrap());
        forger.keyless("cdc.main.public.aside");
        forger.rubbish("cdc.main.public.aside", "00ff");
        forger.ofNewerVersion(Topics.TRAINING, at.environment().registry().url().toString());

        at.database().deployedAfter("aside", List.of("update aside set price = price + 100"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reasons("dataset"))
                    .anyMatch(reason -> reason.contains("cuts come one after another"))
                    .anyMatch(reason -> reason.contains("this record has none"));
            for (String service : List.of("validation", "incidents", "registry")) {
                assertThat(reasons(service))
                        .as(service)
                        .anyMatch(reason -> reason.contains("io.headrace.events.Teleported"));
            }
        });
    }

    private static List<String> reasons(String service) {
        return at.terminal().run("dead-letters", "list", service, "--json").jsonLines().stream()
                .map(letter -> letter.get("reason").asString())
                .toList();
    }

    @Test
    @Order(4)
    void topicsThatSomebodyDeletesAreMadeAgain() throws Exception {
        at.apply("deleted", "automatic");
        at.inProduction("deleted", 1);
        try (Admin admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", at.environment().kafka().bootstrap()))) {
            admin.deleteTopics(Set.of("cdc.main.public.deleted", Topics.TRAINING))
                    .all()
                    .get();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(at.terminal().complaints())
                        .anyMatch(said -> said.contains("cdc.main.public.deleted was deleted"))
                        .anyMatch(said -> said.contains(Topics.TRAINING + " was deleted")));
        at.database().deployedAfter("deleted", List.of("update deleted set price = price + 100"));
        holds("deleted");
    }

    private static void holds(String target) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Said said = at.terminal().run("verify", target);
            assertThat(said.exit()).as(said.out() + said.err()).isZero();
        });
    }

    @Test
    @Order(5)
    void pipelinesGoOnWhenKafkaIsLost() throws Exception {
        at.apply("lost", "automatic");
        at.inProduction("lost", 1);
        at.database().deployedAfter("lost", List.of("delete from lost where id < 10"));
        List<String> versions = versions();
        at.loseKafka();
        at.inProduction("lost", 3);
        assertThat(versions()).startsWith(versions.toArray(String[]::new));
        String sha = at.database().deployedAfter("lost", List.of("update lost set price = price + 100"));
        assertThat(at.database().texts("select version::text from headrace_registry.version where sha256 = ?", sha))
                .containsExactly("4");
        holds("lost");
        whatTheDiskKeptOfTheLostTopicsIsInNoDataset();
        Said check = at.terminal().run("rebuild", "registry", "--check");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        Said later = at.terminal().run("reproduce", "lost@4");
        assertThat(later.exit()).as(later.out() + later.err()).isZero();
        Said earlier = at.terminal().run("reproduce", "lost@2");
        assertThat(earlier.exit()).as(earlier.out() + earlier.err()).isEqualTo(1);
        assertThat(at.terminal().complaints())
                .anyMatch(said -> said.contains("headrace.capture.offsets holds nothing of this source"));
        assertThat(at.terminal().ask("acknowledge", "main/topic-lost")).startsWith("yes: ");
        assertThat(open("main/topic-lost")).isEmpty();
    }

    /// Each reading puts rows where some may lie that were stored before the loss.
    private static void whatTheDiskKeptOfTheLostTopicsIsInNoDataset() {
        for (int reading = 0; reading < 4; reading++) {
            Said read = at.terminal().run("reread", "main");
            assertThat(read.exit()).as(read.out() + read.err()).isZero();
            Said verified = at.terminal().run("verify");
            assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        }
    }

    private static List<String> versions() {
        return at.database()
                .texts(
                        "select version || ' ' || sha256 from headrace_registry.version where pipeline = 'lost' order by version");
    }
}
