package io.headrace.client.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OnnxEnvironmentTest {

    private static final int LONG = 50_000;

    @Test
    void aLongClassPathDoesNotEndTheProcess() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path") + ":/" + "x".repeat(LONG),
                        Opening.class.getName())
                .inheritIO();
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /// Opens ONNX Runtime and ends.
    static final class Opening {

        private Opening() {}

        static void main() {
            System.out.println("ONNX Runtime " + OnnxEnvironment.open().getVersion());
        }
    }
}
