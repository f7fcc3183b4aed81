package io.headrace.worker.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.worker.external.TrainerOutcome.Failed;
import io.headrace.worker.external.TrainerOutcome.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class ExternalTrainerTest {

    private static final Limits SMALL = new Limits(10_000, 100, Duration.ofSeconds(5));

    private final List<Progress> progress = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aProgramThatLeavesAModelMadeIt() throws IOException {
        TrainerOutcome outcome = run("""
                echo loading
                echo '{"progress": 0.5, "message": "half of the trees"}'
                printf 'bytes' > "$1/model.onnx"
                cat > result.json <<END
                {"trainer": "forest 1", "libraries": {"scikit-learn": "1.5"}, "repeatable": true,
                 "metrics": {"rmse": 2.5}, "pictures": ["x.png"]}
                END
                """);

        assertThat(outcome).isInstanceOfSatisfying(Made.class, made -> {
            assertThat(made.model()).asString(StandardCharsets.UTF_8).isEqualTo("bytes");
            assertThat(made.provenance())
                    .isEqualTo(new Provenance(
                            "forest 1",
                            new TreeMap<>(Map.of("scikit-learn", "1.5")),
                            true,
                            new TreeMap<>(Map.of("rmse", 2.5))));
        });
        assertThat(progress).containsExactly(new Progress(0.5, "half of the trees"));
    }

    @Test
    void whoSaysNothingOfItselfIsCalledByItsNameAndDoesNotRepeatItself() throws IOException {
        assertThat(run("printf x > model.onnx"))
                .isInstanceOfSatisfying(
                        Made.class,
                        made -> assertThat(made.provenance())
                                .isEqualTo(new Provenance("forest", new TreeMap<>(), false, new TreeMap<>())));
    }

    @Test
    void theRequestSaysAllThatATrainerNeeds() throws IOException {
        run("cp request.json model.onnx; test \"$HEADRACE_REQUEST\" = \"$1/request.json\"");

        assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("model.onnx"))))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"format_version": 2, "pipeline": "house-price", "revision": 2, "version": 7, "cut": 912,
                         "task": "regression", "label": {"column": "price", "type": "numeric"},
                         "features": [
                           {"column": "area", "type": "numeric", "nullable": false},
                           {"column": "garden", "type": "boolean", "nullable": true},
                           {"column": "district", "type": "categorical", "values": ["north", "south"],
                            "nullable": false}],
                         "hyperparameters": {"trees": 5}, "seed": 42,
                         "dataset_digest": "ab12", "train_rows": 80, "test_rows": 20,
                         "files": {"train": {"parquet": "train.parquet", "avro": "train.avro"},
                                   "test": {"parquet": "test.parquet", "avro": "test.avro"}},
                         "leave": {"model": "model.onnx", "result": "result.json"}}
                        """));
    }

    @Test
    void itGetsNothingOfTheWorkersEnvironmentAndNoInput() throws IOException {
        run("""
                env | grep -v '^\\(PWD\\|OLDPWD\\|SHLVL\\|_\\)=' | cut -d= -f1 | sort > names
                cat > input
                printf x > model.onnx
                """);

        assertThat(Files.readAllLines(folder.resolve("names")))
                .containsExactly("HEADRACE_REQUEST", "HOME", "LANG", "PATH", "TMPDIR");
        assertThat(folder.resolve("input")).isEmptyFile();
    }

    @Test
    void aCrashIsAFailureWithTheLastLines() throws IOException {
        assertThat(run("echo working; echo 'Traceback:' >&2; echo '  no column price' >&2; exit 3"))
                .isEqualTo(new Failed(
                        "trainer forest ended with exit code 3; it printed last: Traceback: / no column price"));
        assertThat(run("echo working; exit 1"))
                .isEqualTo(new Failed("trainer forest ended with exit code 1; it printed last: working"));
        assertThat(run("kill -SEGV $$"))
                .isEqualTo(new Failed("trainer forest was ended by signal 11; it printed nothing"));
        assertThat(run("kill -KILL $$"))
                .isEqualTo(new Failed(
                        "trainer forest was ended by signal 9, often for want of memory; it printed nothing"));
    }

    @Test
    void withoutAModelThereIsNone() throws IOException {
        assertThat(run("echo done"))
                .isEqualTo(new Failed(
                        "trainer forest ended without an error and left no model.onnx; it printed last: done"));
        assertThat(run("mkdir model.onnx"))
                .isEqualTo(
                        new Failed("trainer forest ended without an error and left no model.onnx; it printed nothing"));
        assertThat(run("rmdir model.onnx; : > model.onnx"))
                .isEqualTo(new Failed(
                        "trainer forest ended without an error and left an empty model.onnx; it printed nothing"));
    }

    @Test
    void aModelHasALargestSize() throws IOException {
        assertThat(run("head -c 100 /dev/zero > model.onnx")).isInstanceOf(Made.class);
        assertThat(run("head -c 101 /dev/zero > model.onnx"))
                .isEqualTo(new Failed("trainer forest left a model.onnx of more than 100 bytes, which is the most"));
    }

    @Test
    void aResultThatCannotBeReadIsAFailure() throws IOException {
        assertThat(result("{\"trainer\": ")).startsWith("trainer forest left a result.json that is no JSON: ");
        assertThat(result("[]")).isEqualTo("trainer forest left a result.json that is no JSON object");
        assertThat(result("")).isEqualTo("trainer forest left a result.json that is no JSON object");
        assertThat(result("{\"repeatable\": \"yes\"}"))
                .isEqualTo("trainer forest left a result.json that has a wrong repeatable: it must be true or false");
        assertThat(result("{\"trainer\": 1}"))
                .isEqualTo("trainer forest left a result.json that has a wrong trainer: it must be a text of at most"
                        + " 200 characters, without control characters");
        assertThat(result("{\"trainer\": \"forest\\u0000\"}")).contains("wrong trainer");
        assertThat(result("{\"metrics\": {\"rmse\": \"2\"}}"))
                .isEqualTo("trainer forest left a result.json that has wrong metrics: they must be an object of at"
                        + " most 100 finite numbers");
        assertThat(result("{\"metrics\": {\"rmse\": NaN}}")).contains("is no JSON: ");
        assertThat(result("{\"libraries\": [\"numpy\"]}")).contains("has wrong libraries");
        assertThat(result("{\"trainer\": \"" + "x".repeat(70_000) + "\"}"))
                .isEqualTo("trainer forest left a result.json of more than 65,536 bytes, which is the most");
    }

    @Test
    void tooMuchOutputEndsIt() throws IOException {
        assertThat(run("while :; do echo 'tree after tree'; done"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.sentence())
                                .startsWith(
                                        "trainer forest printed more than 10,000 bytes and was ended; it printed last: "));
        assertThat(run("head -c 20000 /dev/zero; printf x > model.onnx")).isInstanceOf(Failed.class);
    }

    @Test
    void whatLooksLikeProgressAndIsNoneIsOutput() throws IOException {
        assertThat(run("""
                echo '{"progress": 7}'
                echo '{broken'
                echo '{"progress": 0.1} and more'
                printf '{"message": "no end of the line"}'
                exit 1
                """))
                .isEqualTo(new Failed("trainer forest ended with exit code 1; it printed last: {\"progress\": 7}"
                        + " / {broken / {\"progress\": 0.1} and more"));
        assertThat(progress).containsExactly(new Progress(null, "no end of the line"));
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThat(start(new TrainerProgram("forest", List.of("/no/such/program"), null)))
                .isEqualTo(
                        new Failed(
                                "trainer forest was not started: there is no program /no/such/program that the worker can run"));
        assertThat(start(new TrainerProgram("forest", List.of("no-such-program"), 1L << 30)))
                .isEqualTo(new Failed(
                        "trainer forest was not started: there is no program no-such-program that the worker can run"));
        assertThat(start(new TrainerProgram("forest", List.of("./trainer.sh"), null)))
                .isInstanceOf(Failed.class);
    }

    @Test
    void aFolderThatIsGoneIsAFailure() throws IOException {
        Assignment assignment = Scripts.assignment(folder, "");
        Assignment lost = new Assignment(
                assignment.program(), folder.resolve("gone"), assignment.request(), assignment.timeLimit());
        assertThat(new ExternalTrainer().run(lost, progress::add, () -> false)).isInstanceOf(Failed.class);
    }

    @Test
    void memoryHasALimit() throws IOException {
        Assignment seen = Scripts.assignment(folder, "ulimit -d; exit 1", Scripts.LONG, 102_400_000L);
        assertThat(new ExternalTrainer(SMALL).run(seen, progress::add, () -> false))
                .isEqualTo(new Failed("trainer forest ended with exit code 1; it printed last: 100000"));

        String script = "x=$(head -c 300000000 /dev/zero | tr '\\0' a) && printf x > model.onnx";
        Assignment exceeded = Scripts.assignment(folder, script, Scripts.LONG, 102_400_000L);
        assertThat(new ExternalTrainer(SMALL).run(exceeded, progress::add, () -> false))
                .isInstanceOf(Failed.class);
        assertThat(run(script)).isInstanceOf(Made.class);
    }

    private String result(String json) throws IOException {
        Files.writeString(folder.resolve("given"), json);
        return ((Failed) run("printf x > model.onnx; cp given result.json")).sentence();
    }

    private TrainerOutcome run(String script) throws IOException {
        return new ExternalTrainer(SMALL).run(Scripts.assignment(folder, script), progress::add, () -> false);
    }

    private TrainerOutcome start(TrainerProgram program) {
        return new ExternalTrainer(SMALL)
                .run(new Assignment(program, folder, Scripts.REQUEST, Scripts.LONG), progress::add, () -> false);
    }
}
