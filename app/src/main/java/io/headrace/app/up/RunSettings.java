package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.capture.SourceConfig;
import io.headrace.kernel.Installation;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.schemas.RowHistory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// What `run` is told by variables.
///
/// @param source people's tables, in Headrace's own database
record RunSettings(Installation installation, SourceConfig source) {

    static final String PG_URL = "HEADRACE_PG_URL";
    static final String KAFKA = "HEADRACE_KAFKA";
    static final String REGISTRY = "HEADRACE_REGISTRY_COMPAT";
    static final String DATA = "HEADRACE_DATA";
    static final String INSTANCE = "HEADRACE_INSTANCE";
    static final String ROW_HISTORY = "HEADRACE_ROW_HISTORY";

    private static final String ONLY_INSTANCE = "1";

    /// Reads the variables; a [CommandFailure] names everything that is wrong with them, and the services' names.
    static RunSettings of(List<String> services, List<String> known, Map<String, String> variables) {
        Problems problems = new Problems(variables);
        services.stream()
                .filter(service -> !known.contains(service))
                .forEach(service -> problems.add(
                        "there is no service '%s'; there are %s".formatted(service, String.join(", ", known))));
        Properties database = problems.database();
        String kafka = problems.text(
                KAFKA, "[^\\s,:]+:[0-9]+(,[^\\s,:]+:[0-9]+)*", "host:port, or several of them with commas between");
        String registry =
                problems.text(REGISTRY, "https?://\\S+", "the URL of a schema registry's Confluent-compatible API");
        String data = problems.text(DATA, ".+", "a folder where the services may keep files");
        String instance = problems.text(
                INSTANCE, "[A-Za-z0-9._-]{1,64}", "1 to 64 letters, digits, '.', '_' and '-'", ONLY_INSTANCE);
        RowHistory history = problems.history();
        problems.report();
        return new RunSettings(
                new Installation(
                        kafka,
                        URI.create(registry),
                        own(variables.getOrDefault(PG_URL, ""), database),
                        Path.of(data, "run", instance).toAbsolutePath().normalize(),
                        instance),
                SourceConfig.of(Environment.SOURCE, source(database)).with(history));
    }

    private static DatabaseAddress own(String url, Properties parts) {
        return new DatabaseAddress(url, parts.getProperty("user"), parts.getProperty("password", ""));
    }

    private static io.headrace.capture.DatabaseAddress source(Properties database) {
        return new io.headrace.capture.DatabaseAddress(
                database.getProperty("PGHOST"),
                Integer.parseInt(database.getProperty("PGPORT")),
                database.getProperty("PGDBNAME"),
                database.getProperty("user"),
                database.getProperty("password", ""));
    }

    /// Collects what is wrong, so that a person mends it in one go.
    private static final class Problems {

        private final Map<String, String> variables;
        private final List<String> found = new ArrayList<>();

        Problems(Map<String, String> variables) {
            this.variables = variables;
        }

        void add(String sentence) {
            found.add(sentence);
        }

        String text(String name, String pattern, String rule) {
            return text(name, pattern, rule, null);
        }

        String text(String name, String pattern, String rule, @Nullable String byDefault) {
            String value = variables.getOrDefault(name, "");
            if (value.isEmpty() && byDefault != null) {
                return byDefault;
            }
            if (value.isEmpty()) {
                add("%s is not set: it must be %s".formatted(name, rule));
            } else if (!value.matches(pattern)) {
                add("%s is '%s': it must be %s".formatted(name, value, rule));
            }
            return value;
        }

        /// The value is never shown: it may hold a password.
        Properties database() {
            String rule = "jdbc:postgresql://host:port/database?user=…&password=…";
            String url = variables.getOrDefault(PG_URL, "");
            if (url.isEmpty()) {
                add("%s is not set: it must be %s".formatted(PG_URL, rule));
                return new Properties();
            }
            Optional<Properties> parts = Optional.ofNullable(Driver.parseURL(url, new Properties()));
            if (parts.isEmpty() || parts.get().getProperty("PGHOST", "").contains(",")) {
                add("%s is no URL of one PostgreSQL database: it must be %s".formatted(PG_URL, rule));
            } else if (parts.get().getProperty("user") == null) {
                add("%s names no user: it must be %s".formatted(PG_URL, rule));
            }
            return parts.orElseGet(Properties::new);
        }

        RowHistory history() {
            try {
                return RowHistory.parse(variables.getOrDefault(ROW_HISTORY, RowHistory.FOR_EVER.toString()));
            } catch (IllegalArgumentException e) {
                add("%s: %s".formatted(ROW_HISTORY, e.getMessage()));
                return RowHistory.FOR_EVER;
            }
        }

        void report() {
            if (!found.isEmpty()) {
                throw CommandFailure.badInput(String.join(System.lineSeparator(), found)
                        + System.lineSeparator()
                        + "(beside a running `up`: eval \"$(./headrace env)\")");
            }
        }
    }
}
