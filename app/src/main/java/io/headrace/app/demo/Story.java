package io.headrace.app.demo;

import io.headrace.app.commands.Application;
import io.headrace.app.commands.Asking;
import io.headrace.app.commands.Asking.Wish;
import io.headrace.app.commands.Row;
import io.headrace.client.Model;
import io.headrace.events.ChallengerPending;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.IncidentOpened;
import io.headrace.events.IncidentResolved;
import io.headrace.events.ModelTrained;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The chapters, in order. Each checks what it tells: where something did not happen, the story stops.
final class Story {

    private static final int HOUSES = 50_000;
    private static final int BAD_HOUSES = 2_000;
    private static final int PALACES = 12;

    private final Stage stage;
    private final DemoReport report;
    private @Nullable String yaml;

    /// A version to go back to, which never saw the deleted row.
    private long earlier;

    Story(Stage stage, DemoReport report) {
        this.stage = stage;
        this.report = report;
    }

    void tell() throws SQLException, IOException {
        firstModel();
        day();
        new SteadyCommits(stage, report).run();
        badLoad();
        newRevision();
        deletedRow();
        rollback();
    }

    private void firstModel() throws SQLException, IOException {
        stage.chapter("A table of %,d houses, and a pipeline on it".formatted(HOUSES));
        stage.table().build(HOUSES);
        stage.says("%s holds %,d houses".formatted(stage.table().name(), HOUSES));
        String file = template();
        yaml = file;
        file.lines().forEach(line -> stage.progress().line("    " + line));
        int given = stage.deliveries().count();
        long began = System.nanoTime();
        long revision = Application.apply(stage.session(), "house-price.yaml", file);
        stage.says("revision %d is in force; the table is read and a first model trained".formatted(revision));
        Model first = stage.delivered("the first model", given, model -> true);
        double seconds = (System.nanoTime() - began) / 1e9;
        ModelTrained trained = stage.narrator()
                .await(0, ModelTrained.class, event -> version(event) == first.version(), Stage.PATIENCE);
        long rows = trained.getTrainRows() + trained.getTestRows();
        require(rows == HOUSES, "the first model was trained and tested on %d rows of %d".formatted(rows, HOUSES));
        report.rows(HOUSES);
        report.rowsPerSecondOfSnapshot(Math.round(HOUSES / seconds));
        report.shown(
                "first model", "%,d rows read, trained, validated and deployed in %.1f s".formatted(HOUSES, seconds));
    }

    private void day() throws SQLException {
        stage.chapter("A day's changes in one transaction: 800 houses are new, 300 change their price, 50 go");
        int given = stage.deliveries().count();
        long before = stage.table().currentLsn();
        stage.table().day();
        Model next = stage.delivered(
                "the model after the day", given, model -> model.cut().commitLsn() > before);
        report.shown(
                "a day's changes",
                "one transaction, one cut (%d), v%d".formatted(next.cut().number(), next.version()));
    }

    private void badLoad() throws SQLException {
        stage.chapter("A bad load: %,d prices in cents".formatted(BAD_HOUSES));
        int from = stage.narrator().position();
        int given = stage.deliveries().count();
        long first = stage.table().badLoad(BAD_HOUSES);
        ChallengerRejected rejected =
                stage.narrator().await(from, ChallengerRejected.class, event -> true, Stage.PATIENCE);
        IncidentOpened opened = stage.narrator().await(from, IncidentOpened.class, event -> true, Stage.PATIENCE);
        require(stage.deliveries().count() == given, "the subscriber was given a model of the bad load");
        stage.says("the gate held: the subscriber still has the good model. Now the repair");
        long before = stage.table().currentLsn();
        stage.table().repair(first);
        Model repaired = stage.delivered(
                "the model after the repair", given, model -> model.cut().commitLsn() > before);
        IncidentResolved _ = stage.narrator()
                .await(
                        from,
                        IncidentResolved.class,
                        event -> event.getIncident().equals(opened.getIncident()),
                        Stage.PATIENCE);
        report.shown(
                "a bad load",
                "v%d rejected, incident %s opened; repaired by v%d, resolved"
                        .formatted(rejected.getVersion(), opened.getIncident(), repaired.version()));
    }

    private void newRevision() {
        stage.chapter("A new revision: the district matters too");
        int given = stage.deliveries().count();
        String wider = Objects.requireNonNull(yaml)
                .replace(
                        "  nulls:",
                        "    - {column: district, type: categorical, values: [north, east, south, west]}\n  nulls:");
        stage.progress().line("    +   - {column: district, type: categorical, values: [north, east, south, west]}");
        long revision = Application.apply(stage.session(), "house-price.yaml", wider);
        stage.says("revision %d is in force; its sums are made of the stored rows".formatted(revision));
        Model model = stage.delivered("a model of revision " + revision, given, m -> m.revision() == revision);
        earlier = model.version();
        report.shown(
                "a new revision",
                "v%d by revision %d, rmse %s".formatted(model.version(), revision, stage.rmse(model)));
    }

    /// A palace leaves no trace: the model after its deletion is, bit for bit, the one before it was built.
    private void deletedRow() throws SQLException {
        stage.chapter("A deleted row is forgotten");
        for (int attempt = 1; attempt <= PALACES; attempt++) {
            Model before = stage.deliveries().all().getLast().model();
            Model with = afterwards("the model with the palace", stage.table()::buildPalace);
            Model without = afterwards("the model without the palace", stage.table()::deleteLast);
            require(
                    without.sha256().equals(before.sha256()),
                    "the model remembers a deleted row: sha256 %s, not %s"
                            .formatted(without.sha256(), before.sha256()));
            if (!with.sha256().equals(before.sha256())) {
                stage.says("v%d is v%d bit for bit: nothing of the palace is left"
                        .formatted(without.version(), before.version()));
                report.shown(
                        "a deleted row",
                        "sha256 of v%d is that of v%d, which never saw it"
                                .formatted(without.version(), before.version()));
                return;
            }
            stage.says("that palace fell into the test split and changed no coefficient; another one");
        }
        throw new StoryStopped("none of %d palaces changed the model".formatted(PALACES));
    }

    private interface Change {
        void run() throws SQLException;
    }

    private Model afterwards(String what, Change change) throws SQLException {
        int given = stage.deliveries().count();
        long before = stage.table().currentLsn();
        change.run();
        return stage.delivered(what, given, model -> model.cut().commitLsn() > before);
    }

    private void rollback() throws SQLException {
        stage.chapter("A rollback, and back");
        Model bad = stage.deliveries().all().getLast().model();
        int given = stage.deliveries().count();
        int from = stage.narrator().position();
        ask("rollback", earlier);
        Model back = stage.delivered("the earlier model", given, model -> model.deployment() > bad.deployment());
        require(back.version() < bad.version(), "v%d is not earlier than v%d".formatted(back.version(), bad.version()));
        report.rolledBackTo(back.version());
        stage.table().build(1);
        ChallengerPending pending =
                stage.narrator().await(from, ChallengerPending.class, event -> true, Stage.PATIENCE);
        stage.says("v%d passed its gates and waits: a rollback holds until somebody says `resume`"
                .formatted(pending.getVersion()));
        given = stage.deliveries().count();
        ask("resume", null);
        Model resumed =
                stage.delivered("the model that waited", given, model -> model.version() >= pending.getVersion());
        report.shown(
                "rollback and resume",
                "v%d → v%d, v%d waited, v%d in production"
                        .formatted(bad.version(), back.version(), pending.getVersion(), resumed.version()));
    }

    private void ask(String kind, @Nullable Long version) {
        stage.says("./headrace %s %s%s".formatted(kind, stage.pipeline(), version == null ? "" : "@" + version));
        Row answer = Asking.ask(
                stage.session(), Wish.of(kind, stage.pipeline(), version), "the demo shows it", Stage.PATIENCE);
        require(answer.is("accepted"), "%s was refused: %s".formatted(kind, answer.text("sentence")));
        stage.says("answered: " + answer.text("sentence"));
    }

    private String template() throws IOException {
        try (InputStream file = Objects.requireNonNull(Story.class.getResourceAsStream("/demo/house-price.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${pipeline}", stage.pipeline())
                    .replace("${table}", stage.table().name());
        }
    }

    private static long version(ModelTrained event) {
        return event.getModel().getVersion();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new StoryStopped(otherwise);
        }
    }
}
