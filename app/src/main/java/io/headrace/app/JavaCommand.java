package io.headrace.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The `headrace` command as this JVM runs it, for a process of its own.
public final class JavaCommand {

    private JavaCommand() {}

    /// A command line that ends where Headrace's own arguments begin.
    ///
    /// @param options of the JVM, such as its heap
    public static List<String> headrace(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.headrace,java.lang,java.math,java.util"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.headrace.app.Headrace"));
        return command;
    }
}
