package io.headrace.app.commands;

import io.headrace.app.commands.Asking.Wish;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace acknowledge`.
@Command(name = "acknowledge", description = "Says that somebody has seen an incident.")
public final class AcknowledgeCommand implements Callable<Integer> {

    @Mixin
    private Asking asking = new Asking();

    @Parameters(paramLabel = "INCIDENT", description = "As `status` names it, such as house-price/challenger-rejected.")
    private String incident = "";

    @Override
    public Integer call() {
        return asking.ask(new Wish(UUID.randomUUID(), "acknowledge", null, null, incident));
    }
}
