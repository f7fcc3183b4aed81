package io.headrace.worker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import io.headrace.exact.NullRule;
import io.headrace.worker.external.TrainerOutcome.Made;
import io.headrace.worker.rowfile.RowColumns;
import io.headrace.worker.rowfile.RowColumns.Column;
import io.headrace.worker.rowfile.SplitFiles;
import io.headrace.worker.scoring.NumberScore;
import io.headrace.worker.scoring.OnnxScoring;
import io.headrace.worker.scoring.OpenedModel;
import io.headrace.worker.scoring.Score;
import io.headrace.worker.scoring.ScoredModel.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `examples/python/trainer/forest.py`, in a virtual environment of its own.
final class ExternalForestIT {

    private static final Path EXAMPLE =
            Path.of("../../examples/python/trainer").toAbsolutePath().normalize();
    private static final Path ENVIRONMENT = Path.of("target/python").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Encoding ENCODING = new Encoding(
            List.of(
                    Feature.categorical("district", List.of("north", "east", "süd")),
                    Feature.numeric("area m²").with(new NullRule.Mean()),
                    Feature.bool("garden"),
                    Feature.numeric("variable")),
            "price",
            null);

    private final List<Progress> progress = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void theForestRepeatsItselfAndIsWorthWhatItSays() throws Exception {
        TrainerProgram forest = new TrainerProgram(
                "forest",
                List.of(python().toString(), EXAMPLE.resolve("forest.py").toString()),
                null);
        List<DatasetRow> rows = rows();

        Made made = made(forest, "one", ENCODING, rows);
        assertThat(made(forest, "other", ENCODING, rows).model()).isEqualTo(made.model());

        assertThat(made.provenance().repeatable()).isTrue();
        assertThat(made.provenance().libraries()).containsKeys("scikit-learn", "skl2onnx");
        assertThat(progress).extracting(Progress::message).contains("done");
        NumberScore score = (NumberScore) score(made.model(), ENCODING, rows);
        assertThat(score.rmse()).isCloseTo(made.provenance().metrics().get("rmse"), within(1e-4 * score.rmse()));
        assertThat(made.provenance().metrics().get("onnx_difference")).isLessThan(1e-4);
        assertThat(score.r2()).isGreaterThan(0.9);
    }

    @Test
    void theForestTellsClasses() throws Exception {
        TrainerProgram forest = new TrainerProgram(
                "forest",
                List.of(python().toString(), EXAMPLE.resolve("forest.py").toString()),
                null);
        Encoding sold = new Encoding(ENCODING.features(), Label.bool("sold"), null);
        Encoding grade =
                new Encoding(ENCODING.features(), Label.categorical("grade", List.of("poor", "fair", "übel")), null);

        List<DatasetRow> flags = labelled(price -> Cell.of(price > 350_000));
        List<DatasetRow> grades = labelled(price -> Cell.of(price < 200_000 ? "poor" : "fair")); // nothing is übel

        for (Map.Entry<Encoding, List<DatasetRow>> asked :
                Map.of(sold, flags, grade, grades).entrySet()) {
            Encoding encoding = asked.getKey();
            List<DatasetRow> rows = asked.getValue();
            Made made = made(forest, encoding.label().column(), encoding, rows);
            assertThat(made(forest, encoding.label().column() + " again", encoding, rows)
                            .model())
                    .isEqualTo(made.model());
            Score score = score(made.model(), encoding, rows);
            assertThat(score.figures().get("log-loss"))
                    .isCloseTo(made.provenance().metrics().get("log_loss"), within(1e-4));
            assertThat(score.figures().get("roc-auc")).isGreaterThan(0.95);
            assertThat(made.provenance().metrics().get("onnx_difference")).isLessThan(1e-4);
        }
    }

    @Test
    void whatItCannotDoIsTheFailure() throws Exception {
        TrainerProgram forest = new TrainerProgram(
                "forest",
                List.of(python().toString(), EXAMPLE.resolve("forest.py").toString()),
                null);

        assertThat(run(forest, "wrong", ENCODING, rows(), "{\"trees\": 10}"))
                .isInstanceOfSatisfying(
                        TrainerOutcome.Failed.class,
                        failed -> assertThat(failed.sentence())
                                .startsWith("trainer forest ended with exit code 1; it printed last: ")
                                .contains("unexpected keyword argument 'trees'"));
    }

    private Made made(TrainerProgram program, String name, Encoding encoding, List<DatasetRow> rows)
            throws IOException {
        TrainerOutcome outcome = run(program, name, encoding, rows, "{\"n_estimators\": 30}");
        assertThat(outcome).isInstanceOf(Made.class);
        return (Made) outcome;
    }

    private TrainerOutcome run(
            TrainerProgram program, String name, Encoding encoding, List<DatasetRow> rows, String hyperparameters)
            throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        SplitFiles.Counts counts;
        try (SplitFiles files = SplitFiles.create(run, columns(encoding.label()))) {
            for (DatasetRow row : rows) {
                files.write(row);
            }
            counts = files.counts();
        }
        TrainerRequest request = new TrainerRequest(
                new TrainerRequest.Subject("house-price", 1, 1, 10),
                TrainerRequest.Task.of(encoding.label()),
                encoding,
                new TrainerRequest.Settings(
                        JsonMapper.shared().readTree(hyperparameters).asObject(), 42),
                new TrainerRequest.Rows("ab12", counts.train(), counts.test()));
        return new ExternalTrainer().run(new Assignment(program, run, request, LIMIT), progress::add, () -> false);
    }

    private static Score score(byte[] model, Encoding encoding, List<DatasetRow> rows) {
        OpenedModel opened = OnnxScoring.open(model, encoding, List.of());
        assertThat(opened).isInstanceOf(OpenedModel.Fit.class);
        try (OnnxScoring scoring = ((OpenedModel.Fit) opened).scoring()) {
            rows.stream().filter(DatasetRow::test).forEach(scoring);
            return ((Scored) scoring.score()).score();
        }
    }

    private static List<DatasetRow> rows() {
        return labelled(Cell::of);
    }

    /// @param label of a price
    private static List<DatasetRow> labelled(DoubleFunction<Cell> label) {
        Random random = new Random(7);
        List<DatasetRow> rows = new ArrayList<>();
        for (int id = 0; id < 2000; id++) {
            String district = List.of("north", "east", "süd", "elsewhere").get(random.nextInt(4));
            double area = 20 + random.nextInt(1800) / 10.0;
            boolean garden = random.nextBoolean();
            double variable = random.nextGaussian();
            double price = 3000 * area
                    + (garden ? 20_000 : 0)
                    + (district.equals("north") ? 80_000 : 0)
                    + 1000 * variable
                    + 5000 * random.nextGaussian();
            rows.add(new DatasetRow(
                    List.of(Integer.toString(id)),
                    id % 5 / 5.0,
                    id % 5 == 0,
                    List.of(
                            Cell.of(district),
                            id % 50 == 1 ? Cell.MISSING : Cell.of(area),
                            Cell.of(garden),
                            Cell.of(variable),
                            label.apply(price))));
        }
        return rows;
    }

    private static RowColumns columns(Label label) {
        RowColumns.Type type = switch (label.kind()) {
            case NUMERIC, DATE -> RowColumns.Type.NUMBER;
            case BOOLEAN -> RowColumns.Type.FLAG;
            case CATEGORICAL -> RowColumns.Type.TEXT;
        };
        return new RowColumns(
                List.of(
                        new Column("id", RowColumns.Type.INTEGER),
                        new Column("district", RowColumns.Type.TEXT),
                        new Column("area m²", RowColumns.Type.NUMBER),
                        new Column("garden", RowColumns.Type.FLAG),
                        new Column("variable", RowColumns.Type.NUMBER),
                        new Column(label.column(), type)),
                List.of(0));
    }

    /// Kept in `target`, so that it is made once.
    private static Path python() throws Exception {
        Path python = ENVIRONMENT.resolve("bin/python");
        if (!Files.exists(ENVIRONMENT.resolve("complete"))) {
            call(List.of("python3", "-m", "venv", ENVIRONMENT.toString()));
            call(List.of(
                    python.toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                    EXAMPLE.resolve("requirements.txt").toString()));
            Files.createFile(ENVIRONMENT.resolve("complete"));
        }
        return python;
    }

    private static void call(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as("%s", command).isZero();
    }
}
