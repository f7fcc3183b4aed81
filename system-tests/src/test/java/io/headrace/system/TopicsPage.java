package io.headrace.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What `docs/reference/topics.md` has a section of.
final class TopicsPage {

    private static final Pattern SECTION = Pattern.compile("^## `([^`]+)`$", Pattern.MULTILINE);

    private TopicsPage() {}

    /// A pattern for each section.
    static List<Pattern> sections() throws IOException {
        return SECTION.matcher(Files.readString(Path.of("../docs/reference/topics.md")))
                .results()
                .map(section -> pattern(section.group(1)))
                .toList();
    }

    /// What stands in `<…>` is different in each topic.
    private static Pattern pattern(String name) {
        return Pattern.compile(Pattern.compile("<[a-z]+>")
                .splitAsStream(name + '\n')
                .map(part -> Pattern.quote(part.strip()))
                .collect(Collectors.joining("[^.]+")));
    }
}
