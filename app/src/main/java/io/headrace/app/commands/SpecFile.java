package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.app.Unusable;
import io.headrace.app.yaml.YamlFile;
import io.headrace.app.yaml.YamlFile.BadYaml;
import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.Problem;
import io.headrace.pipelines.core.reading.Reading;
import io.headrace.pipelines.core.reading.SourceNames;
import io.headrace.pipelines.core.reading.SpecReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A file that describes one pipeline.
final class SpecFile {

    private final String name;
    private final YamlFile yaml;
    private final @Nullable String pipeline;
    private final Reading reading;

    /// A problem and its line.
    record Finding(int line, String path, String sentence) {}

    private SpecFile(String name, YamlFile yaml, SourceNames sources) {
        this.name = name;
        this.yaml = yaml;
        this.pipeline =
                yaml.tree() instanceof Map<?, ?> map && map.get("pipeline") instanceof String text ? text : null;
        this.reading = SpecReader.read(sources, pipeline == null ? "unnamed" : pipeline, yaml.tree());
    }

    /// Reads a file, or standard input where it is `-`.
    static SpecFile read(String file, SourceNames sources) throws BadYaml {
        try {
            byte[] bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            return parse(
                    file.equals("-") ? "standard input" : file, new String(bytes, StandardCharsets.UTF_8), sources);
        } catch (IOException e) {
            throw CommandFailure.badInput("%s cannot be read: %s".formatted(file, Unusable.because(e)));
        }
    }

    static SpecFile parse(String name, String text, SourceNames sources) throws BadYaml {
        return new SpecFile(name, YamlFile.read(text), sources);
    }

    String name() {
        return name;
    }

    String pipeline() {
        return Objects.requireNonNull(pipeline, "a file without problems has a name");
    }

    Reading reading() {
        return reading;
    }

    @Nullable
    PipelineSpec spec() {
        return pipeline == null ? null : reading.spec();
    }

    /// Everything wrong with the file itself.
    List<Problem> problems() {
        return pipeline == null && yaml.tree() instanceof Map<?, ?>
                ? Stream.concat(
                                Stream.of(new Problem("pipeline", "is missing: the name to write it under")),
                                reading.problems().stream()
                                        .filter(problem -> !problem.path().equals("pipeline")))
                        .toList()
                : reading.problems();
    }

    /// Problems where they stand, in the order of the file.
    List<Finding> located(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Finding(yaml.line(problem.path()), problem.path(), problem.sentence()))
                .sorted(Comparator.comparingInt(Finding::line))
                .toList();
    }

    /// What becomes the row's `spec`: everything but the name.
    String json() {
        Map<Object, @Nullable Object> spec = new LinkedHashMap<>();
        if (yaml.tree() instanceof Map<?, ?> map) {
            spec.putAll(map);
        }
        spec.remove("pipeline");
        return JsonMapper.shared().writeValueAsString(spec);
    }
}
