package io.headrace.capture.stream;

import io.headrace.capture.core.TroubleKind;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.kernel.topics.WrongSetting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;

/// Notices settings of topics that somebody changed by hand, by which Kafka would remove what is still
/// needed, and says how to mend them. Only the copy of capture that runs the control engine does.
final class SettingsWatch implements AutoCloseable {

    static final TroubleKind TROUBLE = TroubleKind.TOPIC_SETTINGS;

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int NAMED_MAX = 5;

    private final Admin admin;
    private final String bootstrap;
    private final WantedSettings wanted;
    private final OpenTroubles troubles;
    private final Rounds rounds;

    /// @param admin is closed with the watch
    /// @param isOurs whether it is this copy's to look
    SettingsWatch(Admin admin, String bootstrap, WantedSettings wanted, BooleanSupplier isOurs, OpenTroubles troubles) {
        this.admin = admin;
        this.bootstrap = bootstrap;
        this.wanted = wanted;
        this.troubles = troubles;
        this.rounds = new Rounds("settings-watch", PAUSE, () -> {
            if (isOurs.getAsBoolean()) {
                look();
            }
        });
    }

    void start() {
        rounds.start();
    }

    /// Looks once.
    void look() throws ExecutionException, InterruptedException {
        Map<String, TopicSpec> specs = admin.listTopics().names().get().stream()
                .flatMap(topic -> wanted.of(topic).stream())
                .collect(Collectors.toMap(TopicSpec::name, Function.identity()));
        List<WrongSetting> wrong = found(specs).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(topic -> Objects.requireNonNull(specs.get(topic.getKey())).wrong(topic.getValue()).stream())
                .toList();
        if (wrong.isEmpty()) {
            troubles.over(TROUBLE, "", "Every topic is set as it must be.");
        } else {
            troubles.say(TROUBLE, "", sentence(wrong));
        }
    }

    private Map<String, Map<String, String>> found(Map<String, TopicSpec> specs)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> topics = specs.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> found = new HashMap<>();
        admin.describeConfigs(topics).all().get().forEach((topic, config) -> found.put(topic.name(), values(config)));
        return found;
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
        return values;
    }

    private String sentence(List<WrongSetting> wrong) {
        String named = wrong.stream()
                .limit(NAMED_MAX)
                .map(one -> "%s: `%s`".formatted(one.sentence(), one.mend(bootstrap)))
                .collect(Collectors.joining("; "));
        String more = wrong.size() > NAMED_MAX ? "; and %d settings more".formatted(wrong.size() - NAMED_MAX) : "";
        return "Somebody changed topics by hand: %s%s.".formatted(named, more);
    }

    @Override
    public void close() {
        rounds.close();
        admin.close(Duration.ofSeconds(5));
    }
}
