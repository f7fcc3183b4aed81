package io.headrace.app.config;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.PostgresUrl;
import io.headrace.app.Source;
import io.headrace.app.traces.Collector;
import io.headrace.capture.core.WalAlarm;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.lineage.delivery.Endpoint;
import io.headrace.schemas.KeepingTime;
import io.headrace.schemas.RowHistory;
import io.headrace.training.core.Retention;
import io.headrace.worker.external.TrainerProgram;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// What somebody set, in a file and by variables, of which a variable goes before the file. Not thread-safe.
///
/// What is wrong is collected, so that a person mends it in one go.
public final class Settings {

    /// Names the file where no option does.
    private static final String FILE = "HEADRACE_CONFIG";

    /// Settings of every Kafka client begin with it, in a file.
    static final String KAFKA = "kafka.";

    private static final String KAFKA_VARIABLE = "HEADRACE_KAFKA_";

    /// What other keys begin with than those of a [Setting].
    private static final List<String> PREFIXES =
            List.of(KAFKA, SourceSetting.PREFIX, TrainerSetting.PREFIX, Secrets.PROVIDERS);

    private static final DatabaseKeys OWN_DATABASE =
            new DatabaseKeys(Setting.PG_URL.key(), Setting.PG_USER.key(), Setting.PG_PASSWORD.key());

    /// Stands in for a database that is not known, while other settings are looked over.
    private static final PostgresUrl NOWHERE = new PostgresUrl("jdbc:postgresql://nowhere/none?user=nobody");

    /// How a client connects may be said; how it reads and writes is what exactness rests on.
    private static final Pattern OF_CONNECTIONS = Pattern.compile(
            "(security|ssl|sasl|reconnect|socket)\\..+|client\\.(dns\\.lookup|rack)|request\\.timeout\\.ms|connections\\.max\\.idle\\.ms");

    private final Values values = new Values();

    private Settings() {}

    /// Reads a file of Java properties, where there is one, and the variables of a process.
    public static Settings read(Optional<Path> file, Map<String, String> variables) {
        Settings settings = new Settings();
        file.ifPresent(settings::take);
        settings.take(variables);
        settings.values.resolve();
        return settings;
    }

    /// The file that somebody named by an option, or else by `HEADRACE_CONFIG`; empty: none.
    public static Optional<Path> file(@Nullable Path option, Map<String, String> variables) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(variables.get(FILE)).map(Path::of));
    }

    /// Something else that is wrong, a sentence.
    public void complain(String sentence) {
        values.complain(sentence);
    }

    /// The installation; a [CommandFailure] names everything that is wrong.
    public Environment environment() {
        Optional<PostgresUrl> database = OWN_DATABASE.read(values);
        KafkaAddress kafka = new KafkaAddress(value(Setting.KAFKA), clients(), value(Setting.TOPIC_PREFIX));
        String registry = value(Setting.REGISTRY_COMPAT);
        Path data = Path.of(value(Setting.DATA)).toAbsolutePath().normalize();
        String instance = value(Setting.INSTANCE);
        RowHistory history = parsed(values, Setting.ROW_HISTORY.key(), RowHistory::parse, RowHistory.FOR_EVER);
        List<Source> sources = new SourceValues(values, database.orElse(NOWHERE), history).read();
        Map<String, TrainerProgram> _ = trainers();
        List<String> problems = values.problems();
        if (!problems.isEmpty()) {
            throw CommandFailure.badInput(String.join(System.lineSeparator(), problems)
                    + System.lineSeparator()
                    + "(beside a running `up`: eval \"$(./headrace env)\")");
        }
        return new Environment(
                data,
                database.orElseThrow(),
                kafka,
                new RegistryAddress(
                        URI.create(registry), value(Setting.REGISTRY_USER), value(Setting.REGISTRY_PASSWORD)),
                sources,
                new Environment.Seat(data.resolve("run").resolve(instance), instance));
    }

    /// Where to serve health and metrics; what is wrong with it is said by [#environment()].
    public Optional<String> watch() {
        return Optional.of(value(Setting.WATCH)).filter(text -> !text.isEmpty());
    }

    /// Where to send traces; what is wrong with it is said by [#environment()].
    public Optional<Collector> collector() {
        String headers = Optional.of(value(Setting.OTLP_HEADERS))
                .filter(Setting.OTLP_HEADERS.key()::allows)
                .orElse("");
        return collector(value(Setting.OTLP)).map(url -> new Collector(url, Collector.headers(headers)));
    }

    /// The address of a collector of traces, such as `http://localhost:4318`; empty: it is none.
    public static Optional<URI> collector(String text) {
        return Optional.of(text).filter(Setting.OTLP.key()::allows).map(URI::create);
    }

    /// Where to send run events; what is wrong with it is said by [#environment()].
    public Optional<Endpoint> lineageEndpoint() {
        String key = Optional.of(value(Setting.LINEAGE_API_KEY))
                .filter(Setting.LINEAGE_API_KEY.key()::allows)
                .orElse("");
        return lineage(value(Setting.LINEAGE_URL), key);
    }

    /// An address that takes run events; empty: it is none.
    ///
    /// @param key that is asked for there; empty: none
    public static Optional<Endpoint> lineage(String url, String key) {
        return Optional.of(url)
                .filter(Setting.LINEAGE_URL.key()::allows)
                .map(text -> new Endpoint(URI.create(text), key));
    }

    /// The namespace of jobs in run events; what is wrong with it is said by [#environment()].
    public String lineageNamespace() {
        return value(Setting.LINEAGE_NAMESPACE);
    }

    /// When WAL that a slot keeps is a trouble; what is wrong with it is said by [#environment()].
    public WalAlarm walAlarm() {
        return parsed(values, Setting.WAL_KEPT.key(), WalAlarm::parse, WalAlarm.USUAL);
    }

    /// How long artifacts are kept that are never deployed; what is wrong with it is said by [#environment()].
    public Retention artifactRetention() {
        return parsed(values, Setting.ARTIFACT_RETENTION.key(), Settings::retention, Retention.USUAL);
    }

    /// The programs that train, by name; what is wrong with them is said by [#environment()].
    public Map<String, TrainerProgram> trainers() {
        return new TrainerValues(values).read();
    }

    /// A program that trains, as a person names it on a command line.
    ///
    /// @throws IllegalArgumentException if it is none
    public static TrainerProgram trainer(String name, String command) {
        return TrainerValues.program(name, command);
    }

    /// How many jobs a worker makes side by side; what is wrong with it is said by [#environment()].
    public int jobs() {
        return parsed(values, Setting.JOBS.key(), Integer::parseInt, 1);
    }

    /// A retention as people write it.
    ///
    /// @throws IllegalArgumentException if it is none
    public static Retention retention(String text) {
        return new Retention(KeepingTime.parse("time to keep artifacts", text).orElse(null));
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
            complain("%s cannot be read as a file of Java properties: %s".formatted(file, e));
        }
        for (String key : read.stringPropertyNames()) {
            boolean isKnown = Arrays.stream(Setting.values())
                            .anyMatch(setting -> setting.key().name().equals(key))
                    || PREFIXES.stream().anyMatch(key::startsWith);
            if (isKnown) {
                values.set(key, read.getProperty(key).strip(), "%s in %s".formatted(key, file));
            } else {
                complain(
                        "%s: there is no setting '%s'; there are %s, %s… for captured databases, %s… for programs that train, and %s… for Kafka's clients"
                                .formatted(file, key, known(), SourceSetting.PREFIX, TrainerSetting.PREFIX, KAFKA));
            }
        }
    }

    private void take(Map<String, String> variables) {
        for (Setting setting : Setting.values()) {
            Key key = setting.key();
            values.set(key.name(), variables.getOrDefault(key.variable(), ""), key.variable());
        }
        variables.forEach((name, value) -> {
            if (!SourceValues.take(values, name, value)
                    && !TrainerValues.take(values, name, value)
                    && name.startsWith(KAFKA_VARIABLE)) {
                String key = name.substring(KAFKA_VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                values.set(KAFKA + key, value, name);
            }
        });
    }

    private static String known() {
        return Arrays.stream(Setting.values())
                .map(setting -> setting.key().name())
                .collect(Collectors.joining(", "));
    }

    private String value(Setting setting) {
        return values.value(setting.key());
    }

    private Map<String, String> clients() {
        Map<String, String> clients = new TreeMap<>();
        values.below(KAFKA).forEach((setting, value) -> {
            if (OF_CONNECTIONS.matcher(setting).matches()) {
                clients.put(setting, value);
            } else {
                complain(
                        "%s: only how clients connect can be set, such as security.protocol, sasl.mechanism or ssl.truststore.location"
                                .formatted(values.name(KAFKA + setting, KAFKA + setting)));
            }
        });
        return clients;
    }

    /// A value in its own type; what is wrong with it is kept.
    static <T> T parsed(Values values, Key key, Function<String, T> parse, T otherwise) {
        try {
            return parse.apply(values.value(key));
        } catch (IllegalArgumentException e) {
            values.complain("%s: %s".formatted(values.name(key.name(), key.variable()), e.getMessage()));
            return otherwise;
        }
    }
}
