package io.headrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.Source;
import io.headrace.app.traces.Collector;
import io.headrace.capture.core.WalAlarm;
import io.headrace.kernel.KafkaAddress;
import io.headrace.lineage.delivery.Endpoint;
import io.headrace.schemas.RowHistory;
import io.headrace.training.core.Retention;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Map<String, String> RIGHT = Map.of(
            "HEADRACE_PG_URL", "jdbc:postgresql://db.example:5433/models?user=headrace&password=secret",
            "HEADRACE_KAFKA", "one:9092,two:9092",
            "HEADRACE_REGISTRY_COMPAT", "http://registry:8080/apis/ccompat/v7",
            "HEADRACE_DATA", "/var/lib/headrace",
            "HEADRACE_INSTANCE", "b",
            "HEADRACE_ROW_HISTORY", "7d");

    private static final String TOO_LONG = "a-prefix-of-64-letters-and-more-which-leaves-no-room-for-a-table.";

    @TempDir
    private Path folder;

    @Test
    void variablesSayWhereEverythingIs() {
        Environment environment = of(RIGHT);

        assertThat(environment.kafka().client())
                .containsExactlyEntriesOf(Map.of("bootstrap.servers", "one:9092,two:9092"));
        assertThat(environment.installation().instance()).isEqualTo("b");
        assertThat(environment.installation().folder()).hasToString("/var/lib/headrace/run/b");
        assertThat(environment.installation().database().password()).isEqualTo("secret");
        assertThat(environment.sources())
                .containsExactly(new Source("main", environment.database(), 1, RowHistory.parse("7d")));
        assertThat(environment.source("main").capture().database()).hasToString("headrace@db.example:5433/models");
    }

    @Test
    void aCopyThatIsAloneNeedsNoName() {
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.remove("HEADRACE_INSTANCE");

        assertThat(of(variables).seat().instance()).isEqualTo("1");
    }

    @Test
    void aFileSaysTheSameAndAVariableGoesBeforeIt() throws IOException {
        Path file = file("""
                pg-url = jdbc:postgresql://db/models
                pg-user = headrace
                kafka = one:9092
                registry-compat = http://registry:8080/apis/ccompat/v7
                """);

        Environment environment = Settings.read(Optional.of(file), Map.of("HEADRACE_KAFKA", "two:9092"))
                .environment();

        assertThat(environment.kafka().bootstrap()).isEqualTo("two:9092");
        assertThat(environment.psqlUrl()).isEqualTo("postgresql://headrace@db:5432/models");
    }

    @Test
    void whatKafkasClientsNeedToConnectIsHandedToThem() throws IOException {
        Path file = file("kafka.sasl.mechanism = SCRAM-SHA-512");
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.put("HEADRACE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");

        assertThat(Settings.read(Optional.of(file), variables)
                        .environment()
                        .kafka()
                        .client(Map.of("acks", "all")))
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("acks", "all");
    }

    @Test
    void aSecretIsLookedUpWhereItsProviderHasIt() throws IOException {
        Files.writeString(folder.resolve("pg.properties"), "password = p&ss w\u00f6rd");
        Files.writeString(folder.resolve("jaas"), "of a file");
        Path file = file("""
                pg-url = jdbc:postgresql://db/models?user=headrace
                pg-password = ${file:%1$s/pg.properties:password}
                kafka.sasl.jaas.config = ${dir:%1$s:jaas}
                """.formatted(folder));
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.remove("HEADRACE_PG_URL");

        Environment environment = Settings.read(Optional.of(file), variables).environment();

        assertThat(environment.installation().database().password()).isEqualTo("p&ss w\u00f6rd");
        assertThat(environment.kafka().client()).containsEntry("sasl.jaas.config", "of a file");
        assertThat(List.of(environment, environment.installation(), environment.sources())
                        .toString())
                .doesNotContain("p&ss", "of a file");
    }

    @Test
    void theLineBreakAtTheEndOfAFileIsNoPartOfTheSecret() throws IOException {
        Files.writeString(folder.resolve("pg_password"), "a secret \n");
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.put("HEADRACE_PG_PASSWORD", "${dir:%s:pg_password}".formatted(folder));

        Environment environment = Settings.read(Optional.empty(), variables).environment();

        assertThat(environment.installation().database().password()).isEqualTo("a secret ");
    }

    @Test
    void aReferenceThatLeadsNowhereIsSaid() throws IOException {
        Path file = file("""
                pg-password = ${file:%s/none.properties:password}
                kafka.ssl.key.password = ${vault:secret/kafka:key}
                """.formatted(folder));

        assertThat(problems(Optional.of(file), RIGHT))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("kafka.ssl.key.password: ${vault:secret/kafka:key} leads to nothing"),
                        two -> assertThat(two)
                                .startsWith("pg-password: ${file:")
                                .contains("none.properties"),
                        hint -> assertThat(hint).contains("./headrace env"));
    }

    @Test
    void saysEverythingThatIsWrongAtOnceAndNoPassword() {
        Map<String, String> wrong = new HashMap<>(RIGHT);
        wrong.put("HEADRACE_PG_URL", "jdbc:postgresql://db/models?password=secret");
        wrong.put("HEADRACE_KAFKA", "broker");
        wrong.put("HEADRACE_KAFKA_ISOLATION_LEVEL", "read_uncommitted");
        wrong.remove("HEADRACE_REGISTRY_COMPAT");
        wrong.put("HEADRACE_INSTANCE", "a b");
        wrong.put("HEADRACE_ROW_HISTORY", "a week");

        assertThat(problems(Optional.empty(), wrong))
                .satisfiesExactly(
                        database -> assertThat(database)
                                .startsWith("HEADRACE_PG_URL names no user: set HEADRACE_PG_USER, or HEADRACE_PG_URL"),
                        kafka -> assertThat(kafka).startsWith("HEADRACE_KAFKA is 'broker': it must be host:port"),
                        client -> assertThat(client)
                                .startsWith("HEADRACE_KAFKA_ISOLATION_LEVEL: only how clients connect can be set"),
                        registry -> assertThat(registry)
                                .startsWith("HEADRACE_REGISTRY_COMPAT is not set: it must be the URL of a schema"),
                        instance -> assertThat(instance).startsWith("HEADRACE_INSTANCE is 'a b': it must be 1 to 64"),
                        history -> assertThat(history)
                                .startsWith("HEADRACE_ROW_HISTORY: 'a week' is no row history: it is for-ever, or"),
                        hint -> assertThat(hint).contains("./headrace env"))
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void onAClusterThatIsSharedEveryNameBeginsWithThePrefix() throws IOException {
        Path file = file("topic-prefix = team-a.");

        KafkaAddress kafka =
                Settings.read(Optional.of(file), RIGHT).environment().kafka();

        assertThat(kafka.named("headrace.training")).isEqualTo("team-a.headrace.training");
        assertThat(of(RIGHT).kafka().prefix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"team a.", "équipe.", "team/a", "cdc.main.", TOO_LONG})
    void aPrefixThatKafkaWouldNotTakeOrThatAnotherInstallationWouldTakeForItsOwnIsRefused(String prefix) {
        Map<String, String> wrong = new HashMap<>(RIGHT);
        wrong.put("HEADRACE_TOPIC_PREFIX", prefix);

        assertThat(problems(Optional.empty(), wrong).getFirst())
                .isEqualTo(
                        "HEADRACE_TOPIC_PREFIX is '%s': it must be 1 to 63 letters, digits, '.', '_' and '-', and not begin with cdc. as the row topics of an installation without a prefix do",
                        prefix);
    }

    @Test
    void aProcessIsToldWhenWalIsMuchAndHowToLog() {
        Map<String, String> variables = new HashMap<>(RIGHT);
        assertThat(Settings.read(Optional.empty(), variables).walAlarm()).isEqualTo(WalAlarm.USUAL);
        assertThat(Settings.read(Optional.empty(), variables).logsJson()).isFalse();

        variables.put("HEADRACE_WAL_KEPT", "500MB");
        variables.put("HEADRACE_LOG_FORMAT", "json");
        assertThat(Settings.read(Optional.empty(), variables).walAlarm()).isEqualTo(WalAlarm.parse("500MB"));
        assertThat(Settings.read(Optional.empty(), variables).logsJson()).isTrue();

        variables.put("HEADRACE_WAL_KEPT", "much");
        Settings wrong = Settings.read(Optional.empty(), variables);
        assertThat(wrong.walAlarm()).isEqualTo(WalAlarm.USUAL);
        assertThatThrownBy(wrong::environment)
                .hasMessageStartingWith(
                        "HEADRACE_WAL_KEPT: 'much' is no amount of WAL: it is a number of MB, GB or TB");
    }

    @Test
    void aProcessIsToldHowLongToKeepArtifactsThatAreNeverDeployed() {
        Map<String, String> variables = new HashMap<>(RIGHT);
        assertThat(Settings.read(Optional.empty(), variables).artifactRetention())
                .isEqualTo(Retention.USUAL);

        variables.put("HEADRACE_ARTIFACT_RETENTION", "for-ever");
        assertThat(Settings.read(Optional.empty(), variables).artifactRetention())
                .isEqualTo(Retention.FOR_EVER);

        variables.put("HEADRACE_ARTIFACT_RETENTION", "9s");
        Settings wrong = Settings.read(Optional.empty(), variables);
        assertThat(wrong.artifactRetention()).isEqualTo(Retention.USUAL);
        assertThatThrownBy(wrong::environment)
                .hasMessageStartingWith(
                        "HEADRACE_ARTIFACT_RETENTION: artifacts are kept for 10s or more, and 9s is less");
    }

    @Test
    void aKeyThatNobodyKnowsAndAFileThatIsNotThereAreSaid() throws IOException {
        Path file = file("pg-uri = jdbc:postgresql://db/models");

        assertThat(problems(Optional.of(file), RIGHT))
                .first()
                .asString()
                .startsWith("%s: there is no setting 'pg-uri'; there are pg-url, pg-user,".formatted(file));
        assertThat(problems(Optional.of(folder.resolve("none")), RIGHT))
                .first()
                .asString()
                .startsWith("%s cannot be read as a file of Java properties".formatted(folder.resolve("none")));
    }

    @Test
    void anAddressOfNoPostgresqlIsRefused() {
        Map<String, String> wrong = new HashMap<>(RIGHT);
        wrong.put("HEADRACE_PG_URL", "postgres://db/models");

        assertThat(problems(Optional.empty(), wrong))
                .first()
                .isEqualTo("HEADRACE_PG_URL: it must be jdbc:postgresql://host:port/database");
    }

    @Test
    void tracesGoWhereItIsSaidAndElseNowhere() {
        Map<String, String> variables = new HashMap<>(RIGHT);
        assertThat(Settings.read(Optional.empty(), variables).collector()).isEmpty();
        variables.put("HEADRACE_OTLP", "http://collector:4318");
        assertThat(Settings.read(Optional.empty(), variables).collector())
                .contains(Collector.at(URI.create("http://collector:4318")));
    }

    @Test
    void aCollectorIsSentTheHeadersThatItAsksFor() {
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.put("HEADRACE_OTLP", "https://collector");
        variables.put("HEADRACE_OTLP_HEADERS", "api-key=a+b%20c=,tenant=shop");

        Collector collector =
                Settings.read(Optional.empty(), variables).collector().orElseThrow();

        assertThat(collector.headers()).containsOnly(entry("api-key", "a+b c="), entry("tenant", "shop"));
        assertThat(collector.toString()).doesNotContain("a+b");
    }

    @Test
    void headersThatAreNoneAreRefusedWithoutShowingThem() {
        Map<String, String> wrong = new HashMap<>(RIGHT);
        wrong.put("HEADRACE_OTLP_HEADERS", "geheim");
        Settings settings = Settings.read(Optional.empty(), wrong);

        assertThat(settings.collector()).isEmpty();
        assertThatThrownBy(settings::environment)
                .hasMessageContaining("HEADRACE_OTLP_HEADERS: it must be name=value")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aCollectorThatHasNoAddressIsRefused() {
        Map<String, String> wrong = new HashMap<>(RIGHT);
        wrong.put("HEADRACE_OTLP", "collector:4318");
        Settings settings = Settings.read(Optional.empty(), wrong);

        assertThat(settings.collector()).isEmpty();
        assertThatThrownBy(settings::environment)
                .hasMessageContaining(
                        "HEADRACE_OTLP is 'collector:4318': it must be the URL of a collector of traces, such as http://localhost:4318");
    }

    @Test
    void runEventsMayBeSentSomewhereWithAKey() {
        Map<String, String> variables = new HashMap<>(RIGHT);
        assertThat(Settings.read(Optional.empty(), variables).lineageEndpoint()).isEmpty();
        assertThat(Settings.read(Optional.empty(), variables).lineageNamespace())
                .isEqualTo("headrace");
        variables.put("HEADRACE_LINEAGE_URL", "http://marquez:5000/api/v1/lineage");
        variables.put("HEADRACE_LINEAGE_API_KEY", "geheim");
        variables.put("HEADRACE_LINEAGE_NAMESPACE", "team-a");
        Settings settings = Settings.read(Optional.empty(), variables);

        assertThat(settings.lineageEndpoint())
                .contains(new Endpoint(URI.create("http://marquez:5000/api/v1/lineage"), "geheim"));
        assertThat(settings.lineageEndpoint().toString()).doesNotContain("geheim");
        assertThat(settings.lineageNamespace()).isEqualTo("team-a");
    }

    @Test
    void aHostThatNoUrlCanHaveIsRefused() {
        for (String none : List.of(
                "http://marquez_api:5000/api/v1/lineage", "http://marquez:port/x", "http://[::1/x", "http://-a/x")) {
            Map<String, String> wrong = new HashMap<>(RIGHT);
            wrong.put("HEADRACE_LINEAGE_URL", none);
            Settings settings = Settings.read(Optional.empty(), wrong);
            assertThat(settings.lineageEndpoint()).isEmpty();
            assertThatThrownBy(settings::environment)
                    .hasMessageContaining("HEADRACE_LINEAGE_URL is '%s'".formatted(none));
        }
        for (String one : List.of("http://[::1]:5000/api", "https://a", "http://10.0.0.1:80", "http://a-b.example/x")) {
            Map<String, String> right = new HashMap<>(RIGHT);
            right.put("HEADRACE_LINEAGE_URL", one);
            assertThat(Settings.read(Optional.empty(), right).lineageEndpoint())
                    .hasValueSatisfying(
                            endpoint -> assertThat(endpoint.url().getHost()).isNotNull());
        }
    }

    @Test
    void anAddressForRunEventsThatIsNoneIsRefusedAndNoKeyIsShown() {
        Map<String, String> wrong = new HashMap<>(RIGHT);
        wrong.put("HEADRACE_LINEAGE_URL", "marquez:5000");
        wrong.put("HEADRACE_LINEAGE_API_KEY", "ge heim");
        Settings settings = Settings.read(Optional.empty(), wrong);

        assertThat(settings.lineageEndpoint()).isEmpty();
        assertThatThrownBy(settings::environment)
                .hasMessageContaining(
                        "HEADRACE_LINEAGE_URL is 'marquez:5000': it must be the URL that takes run events")
                .hasMessageContaining("HEADRACE_LINEAGE_API_KEY: it must be a key of ASCII without spaces")
                .hasMessageNotContaining("heim");
    }

    @Test
    void sourcesMayBeDatabasesApart() throws IOException {
        Path file = file("""
                source.shop.pg-url = jdbc:postgresql://shop:5432/sales?sslmode=require
                source.shop.pg-user = capture
                source.shop.pg-password = geheim
                source.shop.row-history = for-ever
                source.main.partitions = 4
                """);
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.put("HEADRACE_SOURCE_BACK_OFFICE_PG_URL", "jdbc:postgresql://office/back?user=reader");

        Environment environment = Settings.read(Optional.of(file), variables).environment();

        assertThat(environment.sourceNames().all()).containsExactly("back-office", "main", "shop");
        assertThat(environment.source("main"))
                .isEqualTo(new Source("main", environment.database(), 4, RowHistory.parse("7d")));
        assertThat(environment.source("shop").database()).hasToString("postgresql://capture@shop:5432/sales");
        assertThat(environment.source("shop").history()).isEqualTo(RowHistory.FOR_EVER);
        assertThat(environment.source("shop").capture().database().tls()).containsEntry("sslmode", "require");
        assertThat(environment.byDefault().name()).isEqualTo("main");
        assertThat(environment.sources().toString()).doesNotContain("geheim");
    }

    @Test
    void saysWhatIsWrongWithSources() throws IOException {
        Path file = file("""
                source.Shop.pg-url = jdbc:postgresql://shop/sales?user=a
                source.one.pg-url = jdbc:postgresql://both/sales?user=a
                source.two.pg-url = jdbc:postgresql://both:5432/sales?user=b
                source.three.pg-url = jdbc:postgresql://three/sales
                source.four.slot = mine
                source.five.partitions = none
                source.six.pg-user = somebody
                """);

        assertThat(problems(Optional.of(file), RIGHT))
                .satisfiesExactly(
                        key -> assertThat(key)
                                .startsWith("source.four.slot in " + file)
                                .contains("source.NAME.pg-url"),
                        name -> assertThat(name).startsWith("'Shop' is no name of a source"),
                        five -> assertThat(five)
                                .startsWith("source.five.partitions in ")
                                .contains("is 'none'"),
                        six -> assertThat(six)
                                .startsWith("source.six.pg-user in ")
                                .contains("HEADRACE_SOURCE_SIX_PG_URL is not set"),
                        user -> assertThat(user).contains("HEADRACE_SOURCE_THREE_PG_USER"),
                        twice -> assertThat(twice).startsWith("the sources one and two are one database"),
                        hint -> assertThat(hint).contains("./headrace env"));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("headrace.properties"), text);
    }

    private static Environment of(Map<String, String> variables) {
        return Settings.read(Optional.empty(), variables).environment();
    }

    private static List<String> problems(Optional<Path> file, Map<String, String> variables) {
        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class, () -> Settings.read(file, variables).environment());
        assertThat(failure.exitCode()).isEqualTo(2);
        return String.valueOf(failure.getMessage()).lines().toList();
    }
}
