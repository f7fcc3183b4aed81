package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.commands.SpecFile.Finding;
import io.headrace.app.yaml.YamlFile.BadYaml;
import io.headrace.pipelines.core.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `headrace apply`: a file becomes a revision.
@Command(
        name = "apply",
        description = {
            "Writes a pipeline from a YAML file and waits until it is accepted or refused.",
            "Every problem of the file is listed with its line, and nothing is written while there is one.",
            "Where the file's table is not shared yet, it is shared, if you own it."
        })
public final class ApplyCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The file; - reads standard input.")
    private String file = "";

    @Override
    public Integer call() {
        Environment environment = output.environment();
        SpecFile spec;
        try {
            spec = SpecFile.read(file, environment.sourceNames());
        } catch (BadYaml e) {
            return refuse(file, List.of(new Finding(e.line(), "", String.valueOf(e.getMessage()))));
        }
        try (Session session = Session.open(environment)) {
            Application application = new Application(session, spec);
            List<Problem> problems = application.problems();
            if (!problems.isEmpty()) {
                return refuse(spec.name(), spec.located(problems));
            }
            return answer(spec, application.write());
        }
    }

    private int answer(SpecFile spec, Application.Answer answer) {
        if (!answer.reasons().isEmpty()) {
            return refuse(spec.name(), spec.located(answer.reasons()));
        }
        if (output.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("pipeline", spec.pipeline());
            result.put("applied", true);
            result.put("revision", answer.revision());
            result.put("changed", answer.changed());
            Print.json(output.out(), result);
        } else {
            output.out()
                    .println(
                            answer.changed()
                                    ? "%s: revision %d is in force".formatted(spec.pipeline(), answer.revision())
                                    : "%s: unchanged, revision %d stays in force"
                                            .formatted(spec.pipeline(), answer.revision()));
        }
        return 0;
    }

    private int refuse(String name, List<Finding> findings) {
        if (output.json()) {
            List<Map<String, Object>> problems = findings.stream()
                    .map(finding -> Map.<String, Object>of(
                            "line", finding.line(), "path", finding.path(), "sentence", finding.sentence()))
                    .toList();
            Print.json(output.out(), Map.of("applied", false, "problems", problems));
        }
        throw CommandFailure.badInput(sentence(name, findings));
    }

    /// One line per problem, as compilers write them, and what became of it all.
    static String sentence(String name, List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append("%s:%d: %s%n".formatted(name, finding.line(), new Problem(finding.path(), finding.sentence())));
        }
        String many = findings.size() == 1 ? "1 problem" : findings.size() + " problems";
        return text + many + "; what was in force stays in force";
    }
}
