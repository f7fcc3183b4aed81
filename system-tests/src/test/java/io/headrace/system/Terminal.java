package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.Headrace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A person at the command line of one data folder.
record Terminal(Path data) {

    /// How a command ended, and what it wrote.
    record Said(int exit, String out, String err) {

        /// What `--json` printed.
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        /// Of a command that prints a line of JSON for each.
        List<JsonNode> jsonLines() {
            return out.lines().map(JsonMapper.shared()::readTree).toList();
        }
    }

    /// Runs a command line, its options included, on the data folder.
    Said run(String... arguments) {
        return said(onData(arguments));
    }

    /// Runs a command line, its options included, for the installation that a file names.
    static Said on(Path config, String... arguments) {
        return said(Stream.concat(Stream.of(arguments), Stream.of("--config", config.toString()))
                .toArray(String[]::new));
    }

    private static Said said(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Headrace.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(exit, out.toString(), err.toString());
    }

    /// A command line with the data folder in it.
    String[] onData(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
    }

    /// Applies a file that is right.
    ///
    /// @return what became of it, in a sentence
    String apply(Path file) {
        Said said = run("apply", "-f", file.toString());
        assertThat(said.err()).isEmpty();
        assertThat(said.exit()).isZero();
        return said.out().strip();
    }

    /// Asks for something.
    ///
    /// @return the sentence, behind `yes: ` or `no: `; exit code and JSON agree
    String ask(String... arguments) {
        Said said = run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        assertThat(said.json().propertyNames()).as(said.out() + said.err()).contains("accepted");
        boolean accepted = said.json().get("accepted").asBoolean();
        assertThat(said.exit()).isEqualTo(accepted ? 0 : 1);
        return (accepted ? "yes: " : "no: ") + said.json().get("sentence").asString();
    }

    /// Runs a command that is to end well.
    ///
    /// @return what it wrote
    String holds(String... arguments) {
        Said said = run(arguments);
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        return said.out();
    }

    /// What `describe` knows of a pipeline or a version.
    JsonNode describe(String target) {
        Said said = run("describe", target, "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        return said.json();
    }

    /// What `status` complains of; its exit code agrees.
    List<String> complaints() {
        Said said = run("status", "--json");
        assertThat(said.json().propertyNames()).as(said.out() + said.err()).contains("complaints");
        List<String> complaints = said.json()
                .get("complaints")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(said.exit()).isEqualTo(complaints.isEmpty() ? 0 : 1);
        return complaints;
    }
}
