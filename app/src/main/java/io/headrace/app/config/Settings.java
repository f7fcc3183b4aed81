package io.headrace.app.config;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.capture.core.WalAlarm;
import io.headrace.kernel.KafkaAddress;
import io.headrace.schemas.RowHistory;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// What somebody set, in a file and by variables, of which a variable goes before the file. Not thread-safe.
///
/// What is wrong is collected, so that a person mends it in one go.
public final class Settings {

    /// Names the file where no option does.
    private static final String FILE = "HEADRACE_CONFIG";

    /// Settings of every Kafka client begin with it, in a file.
    static final String KAFKA = "kafka.";

    private static final String KAFKA_VARIABLE = "HEADRACE_KAFKA_";

    /// How a client connects may be said; how it reads and writes is what exactness rests on.
    private static final Pattern OF_CONNECTIONS = Pattern.compile(
            "(security|ssl|sasl|reconnect|socket)\\..+|client\\.(dns\\.lookup|rack)|request\\.timeout\\.ms|connections\\.max\\.idle\\.ms");

    private final Map<String, String> raw = new TreeMap<>();
    /// What the person who set it calls a key.
    private final Map<String, String> names = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private Map<String, String> resolved = Map.of();

    private Settings() {}

    /// Reads a file of Java properties, where there is one, and the variables of a process.
    public static Settings read(Optional<Path> file, Map<String, String> variables) {
        Settings settings = new Settings();
        file.ifPresent(settings::take);
        settings.take(variables);
        Secrets secrets = new Secrets(settings.raw);
        settings.resolved = secrets.resolved();
        settings.problems.addAll(secrets.problems());
        return settings;
    }

    /// The file that somebody named by an option, or else by `HEADRACE_CONFIG`; empty: none.
    public static Optional<Path> file(@Nullable Path option, Map<String, String> variables) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(variables.get(FILE)).map(Path::of));
    }

    /// Something else that is wrong, a sentence.
    public void complain(String sentence) {
        problems.add(sentence);
    }

    /// The installation; a [CommandFailure] names everything that is wrong.
    public Environment environment() {
        String url = address();
        KafkaAddress kafka = new KafkaAddress(value(Setting.KAFKA), clients());
        String registry = value(Setting.REGISTRY_COMPAT);
        Path data = Path.of(value(Setting.DATA)).toAbsolutePath().normalize();
        String instance = value(Setting.INSTANCE);
        RowHistory history = parsed(Setting.ROW_HISTORY, RowHistory::parse, RowHistory.FOR_EVER);
        if (!problems.isEmpty()) {
            throw CommandFailure.badInput(String.join(System.lineSeparator(), problems)
                    + System.lineSeparator()
                    + "(beside a running `up`: eval \"$(./headrace env)\")");
        }
        return new Environment(
                data,
                url,
                kafka,
                URI.create(registry),
                history,
                data.resolve("run").resolve(instance),
                instance);
    }

    /// Where to serve health and metrics; what is wrong with it is said by [#environment()].
    public Optional<String> watch() {
        return Optional.of(value(Setting.WATCH)).filter(text -> !text.isEmpty());
    }

    /// When WAL that a slot keeps is a trouble; what is wrong with it is said by [#environment()].
    public WalAlarm walAlarm() {
        return parsed(Setting.WAL_KEPT, WalAlarm::parse, WalAlarm.USUAL);
    }

    /// Whether `run` logs JSON; what is wrong with it is said by [#environment()].
    public boolean logsJson() {
        return value(Setting.LOG_FORMAT).equals("json");
    }

    private void take(Path file) {
        Properties read = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            read.load(text);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("%s cannot be read as a file of Java properties: %s".formatted(file, e));
        }
        for (String key : read.stringPropertyNames()) {
            boolean isKnown = Setting.of(key).isPresent() || key.startsWith(KAFKA) || key.startsWith(Secrets.PROVIDERS);
            if (isKnown) {
                set(key, read.getProperty(key).strip(), "%s in %s".formatted(key, file));
            } else {
                problems.add("%s: there is no setting '%s'; there are %s, and %s… for Kafka's clients"
                        .formatted(file, key, known(), KAFKA));
            }
        }
    }

    private void take(Map<String, String> variables) {
        for (Setting setting : Setting.values()) {
            set(setting.key(), variables.getOrDefault(setting.variable(), ""), setting.variable());
        }
        variables.forEach((name, value) -> {
            if (name.startsWith(KAFKA_VARIABLE)) {
                String key = name.substring(KAFKA_VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                set(KAFKA + key, value, name);
            }
        });
    }

    private void set(String key, String value, String name) {
        if (!value.isEmpty()) {
            raw.put(key, value);
            names.put(key, name);
        }
    }

    private static String known() {
        return Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "));
    }

    /// What somebody set, or the default; what is wrong with it is kept.
    private String value(Setting setting) {
        String value = resolved.getOrDefault(setting.key(), "");
        if (value.isEmpty() && setting.byDefault().isEmpty()) {
            problems.add("%s is not set: it must be %s".formatted(setting.variable(), setting.rule()));
        } else if (!value.isEmpty() && !setting.allows(value)) {
            problems.add("%s: it must be %s".formatted(shown(setting), setting.rule()));
        }
        return value.isEmpty() ? setting.byDefault().orElse("") : value;
    }

    /// As it was written, a reference to a secret as such.
    private String shown(Setting setting) {
        String name = names.getOrDefault(setting.key(), setting.variable());
        return setting.isPublic() ? "%s is '%s'".formatted(name, raw.get(setting.key())) : name;
    }

    private Map<String, String> clients() {
        Map<String, String> clients = new TreeMap<>();
        resolved.forEach((key, value) -> {
            if (key.startsWith(KAFKA)) {
                String setting = key.substring(KAFKA.length());
                if (OF_CONNECTIONS.matcher(setting).matches()) {
                    clients.put(setting, value);
                } else {
                    problems.add(
                            "%s: only how clients connect can be set, such as security.protocol, sasl.mechanism or ssl.truststore.location"
                                    .formatted(names.getOrDefault(key, key)));
                }
            }
        });
        return clients;
    }

    /// With user and password in it.
    private String address() {
        int before = problems.size();
        String url = value(Setting.PG_URL);
        String user = value(Setting.PG_USER);
        String password = value(Setting.PG_PASSWORD);
        String whole = with(with(url, "user", user), "password", password);
        if (problems.size() > before) {
            return whole;
        }
        Properties parts = Driver.parseURL(whole, new Properties());
        if (parts == null) {
            problems.add("%s is no URL of one PostgreSQL database: it must be %s"
                    .formatted(shown(Setting.PG_URL), Setting.PG_URL.rule()));
        } else if (parts.getProperty("user") == null) {
            problems.add("%s names no user: set %s, or %s to %s?user=…"
                    .formatted(
                            shown(Setting.PG_URL),
                            Setting.PG_USER.variable(),
                            Setting.PG_URL.variable(),
                            Setting.PG_URL.rule()));
        }
        return whole;
    }

    private static String with(String url, String parameter, String value) {
        return value.isEmpty()
                ? url
                : "%s%s%s=%s"
                        .formatted(
                                url,
                                url.contains("?") ? "&" : "?",
                                parameter,
                                URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private <T> T parsed(Setting setting, Function<String, T> parse, T otherwise) {
        try {
            return parse.apply(value(setting));
        } catch (IllegalArgumentException e) {
            problems.add("%s: %s".formatted(names.getOrDefault(setting.key(), setting.variable()), e.getMessage()));
            return otherwise;
        }
    }
}
