package io.headrace.app.reference;

import io.headrace.app.Headrace;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `docs/reference/commands.md` is written from the code: `mvn -pl app test -Dtest=CommandsReferenceTest -Dupdate`.
class CommandsReferenceTest {

    @Test
    void thePageSaysWhatTheHelpSays() throws IOException {
        Page.check("commands.md", CommandsReference.of(new CommandLine(new Headrace()).getCommandSpec()));
    }
}
