package io.headrace.worker.external;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import io.headrace.exact.NullRule;
import io.headrace.worker.rowfile.SplitFiles;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a trainer is asked for: the contents of `request.json`.
///
/// | field | |
/// |---|---|
/// | `format_version` | 2; another one where a field goes or means something else |
/// | `pipeline`, `revision`, `version`, `cut` | whose model it will be, and at which cut its rows stand |
/// | `task` | `regression`, `binary` or `multiclass` |
/// | `label` | the column to predict: `column`, `type` (numeric, boolean, categorical with `values`) |
/// | `features` | in order: `column`, `type` (numeric, boolean, categorical with `values`), `nullable` |
/// | `hyperparameters` | an object, as the pipeline has it |
/// | `seed` | of all that is random |
/// | `dataset_digest` | SHA-256 of the rows, in hex |
/// | `train_rows`, `test_rows` | how many there are |
/// | `files` | `train` and `test`, of each the names of `parquet` and `avro` in the folder |
/// | `leave` | the names of what is to be left there: `model`, and `result` if there is one |
public record TrainerRequest(Subject subject, Task task, Encoding encoding, Settings settings, Rows rows) {

    /// Whose model it will be.
    public record Subject(String pipeline, int revision, long version, long cut) {}

    /// What is to be learnt.
    public enum Task {
        /// A number.
        REGRESSION,
        /// One of two classes.
        BINARY,
        /// One of more.
        MULTICLASS;

        public static Task of(Label label) {
            return switch (label.classes().size()) {
                case 0 -> REGRESSION;
                case 2 -> BINARY;
                default -> MULTICLASS;
            };
        }
    }

    /// How it is to be learnt.
    ///
    /// @param hyperparameters as the pipeline has them
    public record Settings(ObjectNode hyperparameters, long seed) {

        public Settings {
            hyperparameters = hyperparameters.deepCopy();
        }
    }

    /// What it is to be learnt from.
    ///
    /// @param digest SHA-256 in hex
    public record Rows(String digest, long train, long test) {}

    static final String FILE = "request.json";

    private static final int FORMAT_VERSION = 2;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// In UTF-8; equal requests have equal bytes.
    byte[] toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("format_version", FORMAT_VERSION)
                .put("pipeline", subject.pipeline())
                .put("revision", subject.revision())
                .put("version", subject.version())
                .put("cut", subject.cut())
                .put("task", lowerCase(task));
        describe(encoding.label(), json.putObject("label"));
        ArrayNode features = json.putArray("features");
        encoding.features().forEach(feature -> describe(feature, features.addObject()));
        json.set("hyperparameters", settings.hyperparameters());
        json.put("seed", settings.seed())
                .put("dataset_digest", rows.digest())
                .put("train_rows", rows.train())
                .put("test_rows", rows.test());
        ObjectNode files = json.putObject("files");
        files.putObject("train").put("parquet", SplitFiles.TRAIN_PARQUET).put("avro", SplitFiles.TRAIN_AVRO);
        files.putObject("test").put("parquet", SplitFiles.TEST_PARQUET).put("avro", SplitFiles.TEST_AVRO);
        json.putObject("leave").put("model", LeftBehind.MODEL).put("result", LeftBehind.RESULT);
        return JSON.writeValueAsBytes(json);
    }

    private static void describe(Label label, ObjectNode json) {
        json.put("column", label.column()).put("type", lowerCase(label.kind()));
        if (label.kind() == Feature.Kind.CATEGORICAL) {
            ArrayNode values = json.putArray("values");
            label.values().forEach(values::add);
        }
    }

    private void describe(Feature feature, ObjectNode json) {
        json.put("column", feature.column()).put("type", lowerCase(feature.kind()));
        if (feature.kind() == Feature.Kind.CATEGORICAL) {
            ArrayNode values = json.putArray("values");
            feature.values().forEach(values::add);
        }
        json.put("nullable", !(encoding.nullsOf(feature) instanceof NullRule.Exclude));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
