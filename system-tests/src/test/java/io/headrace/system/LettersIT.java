package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Somebody writes rubbish into the topics: each service puts it aside and goes on, people hear of it, and settle it.
final class LettersIT {

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
    void rubbishInATopicOfDecisionsStopsNobodyAndIsSettled() {
        new Forger(at.environment().kafka().bootstrap()).rubbish("headrace.validation", "010203");

        for (String service : List.of("training", "deployment", "registry", "incidents")) {
            awaitLetters(service, 1);
        }
        JsonNode letter = letters("deployment").getLast();
        String name = letter.get("letter").asString();
        assertThat(letter.get("origin").asString()).startsWith("headrace.validation-0@");
        assertThat(letter.get("version").asString()).matches("[0-9]+\\..*");
        assertThat(at.terminal()
                        .run("dead-letters", "list", "--reason", "nobody says this")
                        .out())
                .isEqualToNormalizingNewlines("there are none\n");
        Said shown = at.terminal().run("dead-letters", "show", name);
        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).contains("010203", "Unreadable: ", "  at io.headrace.kernel", "open");
        awaitComplaint("incident deployment/dead-letters (once): " + name);
        awaitComplaint("the service incidents has put a letter aside");

        Said kept = at.terminal().run("dead-letters", "replay", name);
        assertThat(kept.exit()).isEqualTo(1);
        assertThat(kept.out()).startsWith(name + " stays put aside: ").contains("this one has 3 bytes");
        assertThat(letters("deployment")).hasSize(1);

        for (String service : List.of("training", "deployment", "registry", "incidents")) {
            Said discarded = at.terminal().run("dead-letters", "discard", service, "--reason", "3 bytes", "--json");
            assertThat(discarded.exit()).as(discarded.err()).isZero();
            assertThat(discarded.jsonLines()).hasSize(1);
        }
        assertThat(at.terminal().run("dead-letters", "list").out()).isEqualToNormalizingNewlines("there are none\n");
        assertThat(at.terminal().run("dead-letters", "list", "--all").out()).contains(name, "discarded");
        await("no complaint about letters")
                .atMost(PATIENCE)
                .until(() -> at.terminal().complaints().stream().noneMatch(complaint -> complaint.contains("letter")));
        assertThat(at.terminal().ask("dead-letters", "replay", name))
                .startsWith("no: %s was discarded before, by ".formatted(name));
        assertThat(at.terminal().ask("dead-letters", "replay", "training@999"))
                .startsWith("no: there is no dead letter training@999");
    }

    @Test
    void aRowThatCannotBeReadIsWrittenAgainInItsTable() throws IOException {
        at.apply("poisoned", "automatic");
        at.inProduction("poisoned", 1);
        new Forger(at.environment().kafka().bootstrap()).rubbish("cdc.main.public.poisoned", "010203");
        awaitLetters("dataset", 1);
        String name = letters("dataset").getLast().get("letter").asString();
        awaitComplaint("incident dataset/dead-letters (once): " + name);

        at.database().execute("update poisoned set price = price + 1 where id = 1");
        at.inProduction("poisoned", 2);
        assertThat(at.terminal().ask("dead-letters", "replay", name))
                .startsWith("no: %s stays put aside: a row enters a dataset at its own cut".formatted(name));
        assertThat(at.terminal().ask("dead-letters", "discard", name, "--why", "it was no row"))
                .isEqualTo("yes: %s is discarded".formatted(name));
        at.database()
                .eventually(
                        "select 1 from headrace_registry.incident where subject = 'dataset' and resolved_at is not null");
    }

    @Test
    void eventsBeginWhereOneLikes() throws Exception {
        at.apply("followed", "automatic");
        at.inProduction("followed", 1);
        List<JsonNode> all = at.terminal()
                .run("events", "followed", "--from", "beginning", "--json")
                .jsonLines();
        String accepted = all.getFirst().get("id").asString();

        assertThat(at.terminal()
                        .run("events", "followed", "--from", accepted, "--json")
                        .jsonLines())
                .isEqualTo(all.subList(1, all.size()));
        assertThat(at.terminal()
                        .run(
                                "events",
                                "followed",
                                "--from",
                                all.getFirst().get("time").asString(),
                                "--json")
                        .jsonLines())
                .isEqualTo(all);
        Said nowhere = at.terminal().run("events", "--from", "00000000-0000-0000-0000-000000000001");
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(nowhere.err()).startsWith("there is no event 00000000-0000-0000-0000-000000000001");
        try (CommandProcess following = at.begin("events", "followed", "--from", "current", "--follow")) {
            await("the live end").atMost(PATIENCE).until(() -> following.text().contains("live from here"));
            assertThat(following.text())
                    .containsSubsequence("LiveModel", "v1 is in production (deployment 1)", "live from here")
                    .doesNotContain("ModelDeployed");
            at.database().execute("update followed set price = price + 1 where id = 1");
            await("a followed event")
                    .atMost(PATIENCE)
                    .until(() -> following.text().contains("ModelDeployed"));
            assertThat(following.text()).contains("v2 is in production (deployment 2, automatic)");
        }
    }

    private static List<JsonNode> letters(String service) {
        return at.terminal().run("dead-letters", "list", service, "--json").jsonLines();
    }

    private static void awaitLetters(String service, int count) {
        await("%d letters of %s".formatted(count, service))
                .atMost(PATIENCE)
                .until(() -> letters(service).size() >= count);
    }

    private static void awaitComplaint(String begin) {
        await(begin)
                .atMost(PATIENCE)
                .until(() -> at.terminal().complaints().stream().anyMatch(complaint -> complaint.startsWith(begin)));
    }
}
