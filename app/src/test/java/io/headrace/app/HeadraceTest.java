package io.headrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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
                .hasMessage(
                        "no `headrace up` is running on %s: start one with `./headrace up --data %s`, or name servers of your own with --config or HEADRACE_PG_URL",
                        data, data);
    }

    @Test
    void saysThatTheNameOfKafkasHostIsUnknown(@TempDir Path data) throws IOException {
        Path config = Files.writeString(data.resolve("headrace.properties"), """
                pg-url = jdbc:postgresql://127.0.0.1:1/headrace?user=headrace
                kafka = no-such-host.invalid:9092
                registry-compat = http://127.0.0.1:1/apis/ccompat/v7
                """);
        StringWriter err = new StringWriter();

        int exitCode = Headrace.run(
                new PrintWriter(new StringWriter()), new PrintWriter(err), "status", "--config", config.toString());

        assertThat(exitCode).as(err::toString).isEqualTo(1);
        assertThat(err.toString().lines().toList()).singleElement().asString().startsWith("Kafka cannot be used: ");
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
        assertThat(Headrace.run("run", "--help")).isZero();
        assertThat(Headrace.run("torture", "--help")).isZero();
        assertThat(Headrace.run("env", "--help")).isZero();
        assertThat(Headrace.run("bench", "--help")).isZero();
        assertThat(Headrace.run("bench", "hop", "--help")).isZero();
        assertThat(Headrace.run("bench", "loop", "--help")).isZero();
        assertThat(Headrace.run("bench", "throughput", "--help")).isZero();
        assertThat(Headrace.run("rebuild", "--help")).isZero();
        assertThat(Headrace.run("rebuild", "registry", "--help")).isZero();
    }

    @Test
    void aBenchWithoutSayingWhichIsBadInput() {
        assertThat(Headrace.run("bench")).isEqualTo(2);
    }

    @Test
    void aTortureOfNoTimeOrNoProcessIsBadInput() {
        assertThat(Headrace.run("torture", "--minutes", "0")).isEqualTo(2);
        assertThat(Headrace.run("torture", "--instances", "0")).isEqualTo(2);
        assertThat(Headrace.run("torture", "--brokers", "6")).isEqualTo(2);
        assertThat(Headrace.run("torture", "--rolling", "--minutes", "3")).isEqualTo(2);
    }

    @Test
    void aRebuildWithoutSayingOfWhatIsBadInput() {
        assertThat(Headrace.run("rebuild")).isEqualTo(2);
    }

    @Test
    void aBenchOfTooLittleToCountIsBadInput() {
        assertThat(Headrace.run("bench", "hop", "--commits", "99")).isEqualTo(2);
        assertThat(Headrace.run("bench", "loop", "--pace", "0")).isEqualTo(2);
        assertThat(Headrace.run("bench", "throughput", "--rows", "999")).isEqualTo(2);
    }

    @Test
    void aBenchOrTortureInAFolderThatHoldsSomethingIsBadInput(@TempDir Path data) throws IOException {
        Path kept = Files.writeString(data.resolve("kept"), "mine");

        assertThat(Headrace.run("bench", "hop", "--data", data.toString())).isEqualTo(2);
        assertThat(Headrace.run("torture", "--data", data.toString())).isEqualTo(2);
        assertThat(kept).hasContent("mine");
    }
}
