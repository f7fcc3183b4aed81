package io.headrace.worker.external;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `result.json`. Each field may be missing; fields that are not known are passed over.
///
/// | field | |
/// |---|---|
/// | `trainer` | a text of at most 200 characters |
/// | `libraries` | an object of at most 100 such texts |
/// | `repeatable` | true or false |
/// | `metrics` | an object of at most 100 finite numbers |
final class ResultFile {

    private static final int TEXT_MAX = 200;
    private static final int ENTRIES_MAX = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode json;
    private @Nullable String wrong;

    /// What is in it.
    sealed interface Read {

        /// All that it says.
        record Said(Provenance provenance) implements Read {}

        /// Not what it must be.
        ///
        /// @param sentence without the trainer's name
        record Wrong(String sentence) implements Read {}
    }

    private ResultFile(JsonNode json) {
        this.json = json;
    }

    static Read read(byte[] bytes, TrainerProgram program) {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JacksonException e) {
            return wrong(
                    "is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        return json.isObject() ? new ResultFile(json).read(program) : wrong("is no JSON object");
    }

    private Read read(TrainerProgram program) {
        JsonNode trainer = field(
                "trainer",
                ResultFile::isText,
                "a text of at most %d characters, without control characters".formatted(TEXT_MAX));
        JsonNode repeatable = field("repeatable", JsonNode::isBoolean, "true or false");
        SortedMap<String, String> libraries = new TreeMap<>();
        entries(
                        "libraries",
                        ResultFile::isText,
                        "texts of at most %d characters, without control characters".formatted(TEXT_MAX))
                .forEach((name, value) -> libraries.put(name, value.asString()));
        SortedMap<String, Double> metrics = new TreeMap<>();
        entries("metrics", ResultFile::isFinite, "finite numbers")
                .forEach((name, value) -> metrics.put(name, value.asDouble()));
        if (wrong != null) {
            return wrong(wrong);
        }
        return new Read.Said(
                new Provenance(trainer.asString(program.name()), libraries, repeatable.asBoolean(false), metrics));
    }

    private JsonNode field(String name, Predicate<JsonNode> rule, String expected) {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !rule.test(value)) {
            wrong = "has a wrong %s: it must be %s".formatted(name, expected);
        }
        return value;
    }

    private SortedMap<String, JsonNode> entries(String name, Predicate<JsonNode> rule, String expected) {
        JsonNode value = json.path(name);
        SortedMap<String, JsonNode> entries = new TreeMap<>();
        Optional<JsonNode> bad = value.values().stream().filter(rule.negate()).findAny();
        boolean longName = value.propertyNames().stream().anyMatch(key -> key.length() > TEXT_MAX);
        if (!value.isMissingNode()
                && (!value.isObject() || value.size() > ENTRIES_MAX || bad.isPresent() || longName)) {
            wrong = "has wrong %s: they must be an object of at most %d %s".formatted(name, ENTRIES_MAX, expected);
        } else {
            value.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        }
        return entries;
    }

    private static boolean isText(JsonNode value) {
        return value.isString()
                && value.asString().length() <= TEXT_MAX
                && value.asString().chars().noneMatch(Character::isISOControl);
    }

    private static boolean isFinite(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.asDouble());
    }

    private static Read wrong(String what) {
        return new Read.Wrong("left a %s that %s".formatted(LeftBehind.RESULT, what));
    }
}
