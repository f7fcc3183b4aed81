package io.headrace.registry.fold;

import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerRejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `headrace.validation` as rows.
final class ValidationRows {

    private static final String TABLE = "validation";

    private ValidationRows() {}

    static List<Change> of(EventHead head, ChallengerAccepted event) {
        return List.of(
                row(head, event.getModel().getPipeline(), event.getModel().getVersion())
                        .with("outcome", "ACCEPTED")
                        .with("gates", Json.of(event.getGates()))
                        .with("champion_version", event.getChampionVersion())
                        .with("measured_against", event.getChampionVersion())
                        .with("sentence", passed(event.getGates().size()))
                        .insertInto(TABLE));
    }

    static List<Change> of(EventHead head, ChallengerRejected event) {
        return List.of(row(head, event.getPipeline(), event.getVersion())
                .with("outcome", "REJECTED")
                .with("gates", Json.of(event.getGates()))
                .with("champion_version", event.getChampionVersion())
                .with("measured_against", event.getChampionVersion())
                .with("sentence", event.getSentence())
                .insertInto(TABLE));
    }

    static List<Change> of(EventHead head, ChallengerOutdated event) {
        return List.of(row(head, event.getPipeline(), event.getVersion())
                .with("outcome", "OUTDATED")
                .with("gates", Json.of(List.of()))
                .with("champion_version", event.getChampionVersion())
                .with("measured_against", event.getMeasuredAgainst())
                .with("sentence", outdated(event.getMeasuredAgainst(), event.getChampionVersion()))
                .insertInto(TABLE));
    }

    private static Row row(EventHead head, String pipeline, long version) {
        return Row.of(head).with("pipeline", pipeline).with("version", version).with("validated_at", head.time());
    }

    private static String passed(int gates) {
        return gates == 1 ? "passed its gate" : "passed all %d gates".formatted(gates);
    }

    private static String outdated(@Nullable Long measured, @Nullable Long champion) {
        return "measured against %s, but %s is in production".formatted(name(measured), name(champion));
    }

    private static String name(@Nullable Long version) {
        return version == null ? "no version" : "v" + version;
    }
}
