package io.headrace.app.reference;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The topics of an installation as a page.
final class TopicsReference {

    private static final String INTRODUCTION = """
            # Topics

            Written from the code. `headrace init` makes the topics that several read; a service makes those that it misses. Replication is the broker's default. On a [cluster that is shared](../how-to/install.md#a-cluster-that-is-shared) every name begins with the installation's prefix. For machines: [asyncapi.yaml](asyncapi.yaml) has the topics of decisions with the schemas of their messages.

            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private TopicsReference() {}

    static String page() {
        TopicsReference reference = new TopicsReference();
        reference.part(
                "What was decided",
                "For subscribers. Keys are UTF-8; values are [Avro messages](events.md) in the Confluent wire format; [headers](../../ARCHITECTURE.md#the-topics) are those of CloudEvents 1.0, binary mode. Whoever is named as the writer writes to the outbox of Headrace's database; capture carries it into the topic, each key in its order.",
                TopicCatalogue.EVENTS);
        reference.part("For tools", "What others have a format for.", TopicCatalogue.TOOLS);
        reference.part(
                "Rows",
                "Keys and values are Avro in the Confluent wire format; schemas are in the schema registry.",
                TopicCatalogue.ROWS);
        reference.part(
                "Internal",
                "Not for others: what they hold changes from one version to the next.",
                TopicCatalogue.INTERNAL);
        return reference.page.toString().strip() + "\n";
    }

    private void part(String title, String about, List<TopicEntry> topics) {
        page.append("# %s\n%s\n\n".formatted(title, about));
        topics.forEach(this::section);
    }

    private void section(TopicEntry topic) {
        page.append("""
                ## `%s`
                %s

                | | |
                |---|---|
                | key | %s |
                | value | %s |
                | partitions | %d |
                | cleanup | %s |
                | written by | %s |
                | read by | %s |

                """.formatted(
                        topic.name(),
                        topic.about(),
                        topic.holds().key(),
                        value(topic.holds()),
                        topic.kept().partitions(),
                        topic.kept().cleanup(),
                        writer(topic.writer()),
                        TopicReaders.of(topic)));
    }

    private static String value(TopicEntry.Holds holds) {
        return holds.messages().isEmpty()
                ? holds.value()
                : holds.messages().stream()
                        .map(name -> "[%s](events.md#%s)".formatted(name, name.toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining(", "));
    }

    private static String writer(String writer) {
        return switch (writer) {
            case "letters" -> "the service that put the letter aside";
            case "kernel" -> "every service that decides, in the transaction of the decision";
            case "<service>" ->
                "the service: one of pipelines, dataset, training, worker, validation, deployment, incidents,"
                        + " registry, lineage";
            default -> writer;
        };
    }
}
