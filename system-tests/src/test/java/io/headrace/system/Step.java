package io.headrace.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a page of the documentation has its reader do, and what it says that the reader then sees.
///
/// A block ` ```sql ` or ` ```sh ` is a step, and ` ```sh background ` one that goes on beside the others. The block
/// without a word behind it shows its output; `…` stands for what is different every time. Other blocks are to be read.
///
/// @param shown lines of the output
record Step(String kind, String text, List<String> shown) {

    static final String SQL = "sql";
    static final String SHELL = "sh";
    static final String BACKGROUND = "sh background";

    private static final String FENCE = "```";
    private static final String ANYTHING = "…";

    static List<Step> of(Path page) throws IOException {
        List<Step> steps = new ArrayList<>();
        List<String> block = new ArrayList<>();
        String kind = null;
        boolean isStep = false;
        for (String line : Files.readAllLines(page)) {
            if (kind == null) {
                kind = line.startsWith(FENCE) ? line.substring(FENCE.length()).strip() : null;
            } else if (!line.equals(FENCE)) {
                block.add(line);
            } else {
                isStep = take(kind, block, isStep, steps);
                block.clear();
                kind = null;
            }
        }
        return steps;
    }

    /// Takes a block that has ended.
    ///
    /// @param isBehindStep whether a step is the block before
    /// @return whether this one is a step
    private static boolean take(String kind, List<String> block, boolean isBehindStep, List<Step> steps) {
        boolean isStep = List.of(SQL, SHELL, BACKGROUND).contains(kind);
        if (isStep) {
            steps.add(new Step(kind, String.join("\n", block), new ArrayList<>()));
        } else if (kind.isEmpty() && isBehindStep) {
            steps.getLast().shown.addAll(block);
        }
        return isStep;
    }

    /// The lines that an output lacks; how many blanks stand between words does not matter.
    List<String> missingIn(String output) {
        List<String> lines = output.lines().map(Step::plain).toList();
        return shown.stream()
                .filter(line -> lines.stream().noneMatch(pattern(line).asMatchPredicate()))
                .toList();
    }

    private static Pattern pattern(String line) {
        return Pattern.compile(Pattern.compile(ANYTHING, Pattern.LITERAL)
                .splitAsStream(plain(line) + "\0")
                .map(part -> Pattern.quote(part.replace("\0", "")))
                .collect(Collectors.joining(".*")));
    }

    private static String plain(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }
}
