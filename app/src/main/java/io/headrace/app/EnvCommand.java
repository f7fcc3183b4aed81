package io.headrace.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `headrace env`: how to reach the running `up`.
@Command(
        name = "env",
        description = {
            "Prints how to reach the running `up`, as lines for a shell: eval \"$(./headrace env)\".",
            "Exits with 1 where none is running."
        })
public final class EnvCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOption data = new FolderOption();

    @Option(names = "--json", description = "Print one JSON object instead.")
    private boolean json;

    @Override
    public Integer call() {
        Environment environment = data.environment();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(environment.variables()));
        } else {
            environment.exports().forEach(out::println);
        }
        return 0;
    }
}
