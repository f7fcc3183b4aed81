package io.headrace.client.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// ONNX Runtime, opened so that it cannot end the JVM.
///
/// When it is first asked for, release 1.29 matches the process's command line, class path included, with regular
/// expressions that go one call deeper for every few characters, and a stack that is too small for that ends the
/// process without a word. (With `ORT_DISABLE_TELEMETRY=1` in the environment it leaves that out.) So it is asked for
/// on a thread whose stack is large enough.
public final class OnnxEnvironment {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /// Measured: 100 bytes are too few for a character, 256 are enough.
    private static final long BYTES_OF_A_CHARACTER = 1_024;

    private static final long LEAST = 1 << 20;

    private OnnxEnvironment() {}

    /// The one of this process.
    public static OrtEnvironment open() {
        return Opened.ENVIRONMENT;
    }

    private static final class Opened {

        private static final OrtEnvironment ENVIRONMENT = get();

        private static OrtEnvironment get() {
            Thread thread = new Thread(
                    null,
                    OrtEnvironment::getEnvironment,
                    "onnx-runtime",
                    LEAST + BYTES_OF_A_CHARACTER * commandLineLength());
            thread.start();
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return OrtEnvironment.getEnvironment();
        }

        /// Linux has all of it in a file, and tells the JDK no more than its beginning.
        private static long commandLineLength() {
            try {
                return Files.readAllBytes(COMMAND_LINE).length;
            } catch (IOException _) {
                return ProcessHandle.current()
                        .info()
                        .commandLine()
                        .map(String::length)
                        .orElse(0);
            }
        }
    }
}
