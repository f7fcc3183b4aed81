package io.headrace.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Full refits of a ridge by scikit-learn, each in a process of its own.
///
/// @param python the program
record ScikitLearn(String python, BenchRun run) {

    /// Fits as many rows as the training split of a table has, drawn by itself.
    ///
    /// @param rows of the table
    /// @param turns of which the median counts
    Refit refit(long rows, int turns) {
        List<String> command = List.of(
                python,
                "-",
                String.valueOf(DrawnRows.trainRows(rows)),
                String.valueOf(DrawnRows.FEATURES),
                String.valueOf(RetrainedRidge.L2),
                String.valueOf(turns));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            run.stopAtEnd(process::destroy);
            try (OutputStream input = process.getOutputStream()) {
                input.write(script());
            }
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                return Refit.said(output.lines().toList());
            }
        } catch (IOException e) {
            return new Refit.Absent(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] script() throws IOException {
        try (InputStream file = Objects.requireNonNull(ScikitLearn.class.getResourceAsStream("/bench/ridge.py"))) {
            return file.readAllBytes();
        }
    }
}
