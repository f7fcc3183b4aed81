package io.headrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadraceTest {

    @Test
    void envFailsWhereNoUpIsRunning(@TempDir Path data) {
        assertThat(Headrace.run("env", "--data", data.toString())).isEqualTo(1);
    }

    @Test
    void saysWhichFolderHasNoUpAndHowToStartOne(@TempDir Path data) {
        assertThatThrownBy(() -> Environment.running(data))
                .hasMessage("no `headrace up` is running on %s: start one with `./headrace up --data %s`", data, data);
    }

    @Test
    void anUnknownOptionIsBadInput() {
        assertThat(Headrace.run("env", "--nonsense")).isEqualTo(2);
    }

    @Test
    void aPortThatIsNoneIsBadInput(@TempDir Path data) {
        assertThat(Headrace.run("up", "--data", data.toString(), "--pg-port", "70000"))
                .isEqualTo(2);
    }

    @Test
    void everyCommandHasHelp() {
        assertThat(Headrace.run("--help")).isZero();
        assertThat(Headrace.run("up", "--help")).isZero();
        assertThat(Headrace.run("env", "--help")).isZero();
    }
}
