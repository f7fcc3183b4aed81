package io.headrace.app.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an installation can be told. In a file it goes by its key, among variables by its variable.
public enum Setting {
    PG_URL(
            "jdbc:postgresql://[^,\\s]+",
            "jdbc:postgresql://host:port/database",
            null,
            "Headrace's own database, which is also the source of rows where no source is set. Further parameters as of pgjdbc, such as `?sslmode=verify-full`"),
    PG_USER("\\S+", "the name of a role", "", "Who connects there, unless `pg-url` says it with `user=`"),
    PG_PASSWORD(".+", "a password", "", "Its password, unless `pg-url` says it with `password=`"),
    KAFKA(
            "[^\\s,:]+:[0-9]+(,[^\\s,:]+:[0-9]+)*",
            "host:port, or several of them with commas between",
            null,
            "Kafka's bootstrap servers"),
    TOPIC_PREFIX(
            "(?!cdc\\.)[A-Za-z0-9._-]{1,63}",
            "1 to 63 letters, digits, '.', '_' and '-', and not begin with cdc. as the row topics of an installation without a prefix do",
            "",
            "What every topic, consumer group and transactional id begins with, such as `team-a.`, where [a cluster is shared](../how-to/install.md#a-cluster-that-is-shared). It never changes: under another one an installation finds none of its topics"),
    REGISTRY_COMPAT(
            "https?://\\S+",
            "the URL of a schema registry's Confluent-compatible API",
            null,
            "The schema registry, such as `http://registry:8080/apis/ccompat/v7`"),
    REGISTRY_USER("[^\\s:]+", "a name without ':'", "", "Who asks the schema registry, where it wants to know"),
    REGISTRY_PASSWORD(".+", "a password", "", "Its password, sent by HTTP's basic scheme: use `https`"),
    DATA(".+", "a folder where the services may keep files", "data", "Where services keep files"),
    INSTANCE(
            "[A-Za-z0-9._-]{1,64}",
            "1 to 64 letters, digits, '.', '_' and '-'",
            "1",
            "The name of this copy among others of the same service; the same after a restart"),
    ROW_HISTORY(
            ".+",
            "for-ever, or how long row topics keep rows, such as 7d",
            "for-ever",
            "How long the row topics of a source that says nothing else keep rows, such as `7d`; the same for capture and dataset"),
    ARTIFACT_RETENTION(
            ".+",
            "for-ever, or how long artifacts are kept that are never deployed, such as 30d",
            "30d",
            "How long training keeps the [artifact of a version that was never deployed](../how-to/size-it.md#what-is-pruned) and can never be, such as `90d`, or `for-ever`"),
    JOBS(
            "[1-9][0-9]?",
            "a number from 1 to 99",
            "1",
            "How many [runs](../how-to/choose-a-trainer.md) a worker makes side by side"),
    WATCH(
            "[^\\s:]+:[0-9]{1,5}",
            "host:port, such as 127.0.0.1:9464",
            "",
            "Where a process serves `/health` and `/metrics`, such as `127.0.0.1:9464`; nowhere where it is not set"),
    OTLP(
            "https?://([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?",
            "the URL of a collector of traces, such as http://localhost:4318",
            "",
            "Where a process sends [traces](../how-to/watch.md#traces), by OTLP over HTTP, such as `http://collector:4318`; nowhere where it is not set"),
    OTLP_HEADERS(
            "[^\\s=,]+=([^,%]|%[0-9A-Fa-f]{2})+(,[^\\s=,]+=([^,%]|%[0-9A-Fa-f]{2})+)*",
            "name=value, or several of them with commas between, values percent-encoded where they need it",
            "",
            "Headers for the collector, such as `api-key=…`: what OpenTelemetry calls `OTEL_EXPORTER_OTLP_HEADERS`"),
    LINEAGE_URL(
            "https?://([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?",
            "the URL that takes run events, such as http://localhost:5000/api/v1/lineage",
            "",
            "Where `lineage` sends [run events](../how-to/lineage.md), such as `http://marquez:5000/api/v1/lineage`; nowhere where it is not set: they are in their topic in any case"),
    LINEAGE_API_KEY(
            "[!-~]+",
            "a key of ASCII without spaces",
            "",
            "The key that is asked for there, sent as a bearer token: use `https`"),
    LINEAGE_NAMESPACE(
            "[A-Za-z0-9._:/-]{1,128}",
            "1 to 128 letters, digits, '.', '_', ':', '/' and '-'",
            "headrace",
            "The namespace of jobs and models in run events. Ids of runs are made of it, too: another one begins another history"),
    WAL_KEPT(
            ".+",
            "a number of MB, GB or TB, such as 10GB",
            "10GB",
            "How much WAL a slot may keep before capture opens an incident, where PostgreSQL's `max_slot_wal_keep_size` sets no limit; with a limit, it is half of that"),
    LOG_FORMAT(
            "text|json",
            "text or json",
            "text",
            "How `run` writes its log: as lines of text, or as [JSON, an object a line](logs.md)");

    /// Whose values must not be shown.
    private static final Set<Setting> SECRET =
            EnumSet.of(PG_URL, PG_PASSWORD, REGISTRY_PASSWORD, OTLP_HEADERS, LINEAGE_API_KEY);

    private final String pattern;
    private final String rule;
    private final @Nullable String byDefault;
    private final String meaning;

    Setting(String pattern, String rule, @Nullable String byDefault, String meaning) {
        this.pattern = pattern;
        this.rule = rule;
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    Key key() {
        return new Key(
                name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "HEADRACE_" + name(),
                pattern,
                rule,
                byDefault,
                SECRET.contains(this));
    }

    /// For a person who looks it up, in Markdown.
    String meaning() {
        return meaning;
    }
}
