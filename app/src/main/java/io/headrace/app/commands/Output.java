package io.headrace.app.commands;

import io.headrace.app.Environment;
import io.headrace.app.InstallationOption;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command here can be told: which installation, and how to print. A picocli mixin.
public final class Output {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private InstallationOption installation = new InstallationOption();

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    public boolean json() {
        return json;
    }

    public Environment environment() {
        return installation.environment();
    }

    Session session() {
        return Session.open(environment());
    }

    public PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }

    public PrintWriter err() {
        return Objects.requireNonNull(command).commandLine().getErr();
    }
}
