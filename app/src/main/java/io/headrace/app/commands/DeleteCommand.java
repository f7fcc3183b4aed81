package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace delete`: no more runs of a pipeline.
@Command(
        name = "delete",
        description = {
            "Deletes a pipeline and waits until no run of it can begin any more.",
            "Its versions, events and the model in production stay."
        })
public final class DeleteCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "PIPELINE", description = "Its name.")
    private String pipeline = "";

    @Override
    public Integer call() {
        try (Session session = output.session()) {
            Row last = session.row("""
                            select coalesce(max(sequence), -1) as last from headrace_registry.pipeline_revision
                            where pipeline = ?
                            """, pipeline).orElseThrow();
            Row _ = session.row("delete from headrace.pipeline where name = ? returning name", pipeline)
                    .orElseThrow(() -> CommandFailure.failed(
                            "there is no pipeline %s; `headrace get` lists those there are".formatted(pipeline)));
            Row _ = session.await(PATIENCE, """
                            select from headrace_registry.pipeline_revision
                            where pipeline = ? and sequence > ? and outcome = 'DELETED'
                            """, pipeline, last.number("last"))
                    .orElseThrow(() -> CommandFailure.failed(
                            "the row of %s is deleted, but the service pipelines has not answered within %d s: `headrace status` says why"
                                    .formatted(pipeline, PATIENCE.toSeconds())));
        }
        if (output.json()) {
            Print.json(output.out(), Map.of("pipeline", pipeline, "deleted", true));
        } else {
            output.out().println("%s is deleted".formatted(pipeline));
        }
        return 0;
    }
}
