package io.headrace.app.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// One document of YAML 1.2: maps, lists and scalars, and the line on which each stands.
public final class YamlFile {

    private final @Nullable Object tree;
    private final Map<String, Integer> lines;

    private YamlFile(@Nullable Object tree, Map<String, Integer> lines) {
        this.tree = tree;
        this.lines = lines;
    }

    /// Reads a text.
    ///
    /// @throws BadYaml where the text is no YAML, says a key twice, or holds more than one document
    public static YamlFile read(String text) throws BadYaml {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .build();
        Reading reading = new Reading(new Scalars(settings));
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            Object tree = root.isEmpty() ? null : reading.value("", root.get());
            return new YamlFile(tree, reading.lines);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new BadYaml(line, sentence(e, line), e);
        } catch (YamlEngineException e) {
            throw new BadYaml(1, String.valueOf(e.getMessage()), e);
        }
    }

    /// The parser says what it was about and what it met; where that began on another line, it is named too.
    private static String sentence(MarkedYamlEngineException e, int line) {
        String problem = String.valueOf(e.getProblem());
        if (e.getContext() == null) {
            return problem;
        }
        int began = e.getContextMark().map(Mark::getLine).orElse(line - 1) + 1;
        return began == line
                ? "%s, %s".formatted(e.getContext(), problem)
                : "%s that begins on line %d, %s".formatted(e.getContext(), began, problem);
    }

    /// Maps, lists, strings, numbers, booleans and null.
    public @Nullable Object tree() {
        return tree;
    }

    /// The line, from 1, of the value at a path such as `dataset.features[3].values`; of what it would stand in, where
    /// it is missing.
    public int line(String path) {
        String place = path;
        while (!lines.containsKey(place) && !place.isEmpty()) {
            place = place.substring(0, Math.max(0, Math.max(place.lastIndexOf('.'), place.lastIndexOf('['))));
        }
        return lines.getOrDefault(place, 1);
    }

    /// Why a text cannot be read at all.
    public static final class BadYaml extends Exception {

        private static final long serialVersionUID = 1L;
        private final int line;

        BadYaml(int line, String problem, @Nullable Throwable cause) {
            super(problem, cause);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    private static final class Reading {

        private final Scalars scalars;
        private final Map<String, Integer> lines = new HashMap<>();

        Reading(Scalars scalars) {
            this.scalars = scalars;
        }

        @Nullable
        Object value(String path, Node node) throws BadYaml {
            lines.putIfAbsent(path, line(node));
            return switch (node) {
                case MappingNode mapping -> map(path, mapping);
                case SequenceNode sequence -> list(path, sequence);
                case ScalarNode scalar -> scalars.value(scalar);
                default -> throw new BadYaml(line(node), "an anchor that refers to itself", null);
            };
        }

        private Map<String, @Nullable Object> map(String path, MappingNode mapping) throws BadYaml {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    throw new BadYaml(line(entry.getKeyNode()), "a key is a word, not a block", null);
                }
                String name = key.getValue();
                String place = path.isEmpty() ? name : path + "." + name;
                if (map.containsKey(name)) {
                    throw new BadYaml(
                            line(key),
                            "\"%s\" stands here twice, first on line %d".formatted(name, lines.getOrDefault(place, 1)),
                            null);
                }
                lines.put(place, line(key));
                map.put(name, value(place, entry.getValueNode()));
            }
            return map;
        }

        private List<@Nullable Object> list(String path, SequenceNode sequence) throws BadYaml {
            List<@Nullable Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                list.add(value("%s[%d]".formatted(path, list.size()), item));
            }
            return list;
        }

        private static int line(Node node) {
            return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        }
    }

    /// Makes a value of a scalar as YAML's core schema says: `no` is a word, `20` a number.
    private static final class Scalars extends StandardConstructor {

        Scalars(LoadSettings settings) {
            super(settings);
        }

        @Nullable
        Object value(ScalarNode scalar) throws BadYaml {
            ConstructNode construct = tagConstructors.get(scalar.getTag());
            if (construct == null) {
                throw new BadYaml(Reading.line(scalar), "unknown tag %s".formatted(scalar.getTag()), null);
            }
            return construct.construct(scalar);
        }
    }
}
