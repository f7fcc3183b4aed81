package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StepTest {

    @TempDir
    private Path folder;

    @Test
    void aPageIsItsStepsInOrderEachWithWhatItShows() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), """
                Words.
                ```sql
                select 1;
                ```
                ```console
                to be read
                ```
                ```
                as well
                ```
                ```sh background
                one
                two
                ```
                ```
                shown
                …
                ```
                """);

        assertThat(Step.of(page))
                .containsExactly(
                        new Step(Step.SQL, "select 1;", List.of()),
                        new Step(Step.BACKGROUND, "one\ntwo", List.of("shown", "…")));
    }

    @Test
    void aLineIsMissingUnlessTheOutputHasAllOfItButWhatIsDifferentEveryTime() {
        Step step = new Step(Step.SHELL, "", List.of("  v2 since … (AUTOMATIC)", "…", "exit code 1"));

        assertThat(step.missingIn("first\nv2   since 12:00 (AUTOMATIC)\nexit code 1\n"))
                .isEmpty();
        assertThat(step.missingIn("v2 since 12:00 (ROLLED_BACK)\nthe exit code 1"))
                .containsExactly("  v2 since … (AUTOMATIC)", "exit code 1");
    }
}
