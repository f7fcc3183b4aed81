package io.headrace.app.rebuild;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Output;
import io.headrace.app.commands.Print;
import io.headrace.app.commands.Session;
import io.headrace.app.up.Progress;
import io.headrace.kernel.Installation;
import io.headrace.kernel.Unavailable;
import io.headrace.registry.rebuild.RebuildListener;
import io.headrace.registry.rebuild.RebuildOutcome;
import io.headrace.registry.rebuild.RebuildOutcome.Compared;
import io.headrace.registry.rebuild.RebuildOutcome.Refused;
import io.headrace.registry.rebuild.RegistryRebuild;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `headrace rebuild registry`.
@Command(
        name = "registry",
        description = {
            "Makes the registry again from the event topics beside the live one, compares them row by row at the same"
                    + " offsets, and replaces the rows that differ in one transaction.",
            "Everything goes on meanwhile. Interrupted at any moment, it leaves the live registry as it was, and the next one goes on where it stopped.",
            "Exits with 1 where --check finds a difference, or where rows could not be replaced."
        })
public final class RebuildRegistryCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--check",
            description = "Only compare: exit with 0 where both are equal, with 1 where they differ.")
    private boolean check;

    @Override
    public Integer call() {
        Installation installation = output.environment().installation();
        RebuildListener listener = new Told(new Progress(output.err()));
        try {
            return switch (run(installation, listener)) {
                case Refused(String sentence) -> throw CommandFailure.failed(sentence);
                case Compared compared -> report(new RebuildReport(compared, check));
            };
        } catch (SQLException e) {
            throw CommandFailure.failed(Session.message(e));
        } catch (Unavailable e) {
            throw CommandFailure.failed(e);
        }
    }

    private RebuildOutcome run(Installation installation, RebuildListener listener) throws SQLException {
        return check ? RegistryRebuild.check(installation, listener) : RegistryRebuild.mend(installation, listener);
    }

    private int report(RebuildReport report) {
        if (output.json()) {
            Print.json(output.out(), report.json());
        } else {
            report.print(output.out());
        }
        return report.holds() ? 0 : 1;
    }
}
