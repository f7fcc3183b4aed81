package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.InstallationOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `headrace init`: what services need before they start, made by whoever may make it.
@Command(
        name = "init",
        description = {
            "Brings an installation to the shape that this build needs: in PostgreSQL the schemas `headrace` and"
                    + " `headrace_registry`, group roles, publications and functions; in Kafka the topics of events.",
            "Safe to repeat, and how to upgrade. Services do the same when they start; this is for who wants it done"
                    + " first, or by another role: one that may create schemas in the database, and roles. What there is"
                    + " to be mended beyond that, `headrace doctor` says."
        })
public final class InitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private InstallationOption installation = new InstallationOption();

    @Override
    public Integer call() {
        Environment environment = installation.environment();
        Progress progress = new Progress(spec.commandLine().getOut());
        step("PostgreSQL", () -> Tables.create(environment));
        progress.says("tables, roles, publications and functions are there");
        step("Kafka", () -> EventTopics.create(environment.kafka()));
        progress.says("%d topics are there".formatted(EventTopics.ALL.size()));
        return 0;
    }

    private static void step(String server, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            throw CommandFailure.failed("%s: %s".formatted(server, e.getMessage()));
        }
    }
}
