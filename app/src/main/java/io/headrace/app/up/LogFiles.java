package io.headrace.app.up;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/// Where this JVM's log goes.
final class LogFiles {

    private LogFiles() {}

    /// To a file; the console is for the person who waits.
    static void writeTo(Path folder) {
        configure("/up-logback.xml", folder.toString());
    }

    /// To standard output, for whoever runs the process to keep.
    ///
    /// @param asJson an object a line, with the keys of `docs/reference/logs.md`
    static void writeOut(boolean asJson) {
        configure(asJson ? "/run-json-logback.xml" : "/run-logback.xml", "");
    }

    private static void configure(String resource, String logs) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("logs", logs);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL configuration = Objects.requireNonNull(LogFiles.class.getResource(resource));
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }
}
