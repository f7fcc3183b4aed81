package io.headrace.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogFormatTest {

    private static final Path PAGE = Path.of("../docs/reference/logs.md");
    private static final Pattern KEY = Pattern.compile("^\\| `([a-zA-Z]+)`", Pattern.MULTILINE);

    @Test
    void everyLineIsAnObjectWithTheKeysThatThePageLists() throws Exception {
        JsonNode plain = line("main: read public.\"house\"", null);
        JsonNode failed = line("it failed", new IllegalStateException("why", new IOException("a server is away")));

        assertThat(plain.get("formattedMessage").asString()).isEqualTo("main: read public.\"house\" in 5 ms");
        assertThat(plain.get("mdc").get("source").asString()).isEqualTo("main");
        assertThat(failed.get("throwable").get("cause").get("message").asString())
                .isEqualTo("a server is away");
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(failed.propertyNames());
        assertThat(listed()).containsAll(plain.propertyNames());
    }

    private static Set<String> listed() throws IOException {
        return KEY.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What `run` would write.
    private static JsonNode line(String message, @Nullable Throwable failure) throws Exception {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogFormatTest.class.getResource("/run-json-logback.xml"));
        Logger logger = context.getLogger("io.headrace.capture");
        LoggingEvent event = new LoggingEvent(
                Logger.class.getName(), logger, Level.INFO, message + " in {} ms", failure, new Object[] {5});
        event.setMDCPropertyMap(Map.of("service", "capture", "source", "main"));
        ConsoleAppender<ILoggingEvent> out = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("out");
        String text = new String(out.getEncoder().encode(event), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n").hasLineCount(1);
        return JsonMapper.shared().readTree(text);
    }
}
