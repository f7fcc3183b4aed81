package io.headrace.validation.stream;

import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.Metrics;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelTrained;
import io.headrace.validation.core.Champion;
import io.headrace.validation.core.Figures;
import io.headrace.validation.core.ValidationCommand;
import io.headrace.validation.core.ValidationCommand.JudgeChallenger;
import io.headrace.validation.core.ValidationCommand.NoteChampion;
import io.headrace.validation.core.ValidationEvent;
import io.headrace.validation.core.ValidationEvent.ChampionChanged;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Commands and events of validation as messages, and back.
final class ValidationMessages {

    private ValidationMessages() {}

    /// What a message tells validation; empty where it tells it nothing.
    static Optional<ValidationCommand> command(SpecificRecord message) {
        return switch (message) {
            case ModelTrained trained -> Optional.of(judge(trained));
            case ModelDeployed deployed ->
                Optional.of(new NoteChampion(deployed.getVersion(), deployed.getDeployment()));
            default -> Optional.empty();
        };
    }

    /// The message that tells the world of an event; empty where another service has told it already.
    static Optional<SpecificRecord> message(ValidationEvent event) {
        return switch (event) {
            case ValidationEvent.ChallengerAccepted accepted -> Optional.of(accepted(accepted));
            case ValidationEvent.ChallengerRejected rejected -> Optional.of(rejected(rejected));
            case ValidationEvent.ChallengerOutdated outdated -> Optional.of(outdated(outdated));
            case ChampionChanged _ -> Optional.empty();
        };
    }

    /// The event that a message tells of; empty where it is none of validation's.
    static Optional<ValidationEvent> event(SpecificRecord message) {
        return switch (message) {
            case ChallengerAccepted accepted ->
                Optional.of(new ValidationEvent.ChallengerAccepted(
                        SharedMessages.challenger(accepted.getModel()),
                        SharedMessages.results(accepted.getGates()),
                        accepted.getChampionVersion(),
                        SharedMessages.approval(accepted.getApproval())));
            case ChallengerRejected rejected ->
                Optional.of(new ValidationEvent.ChallengerRejected(
                        rejected.getPipeline(),
                        rejected.getVersion(),
                        SharedMessages.results(rejected.getGates()),
                        rejected.getChampionVersion(),
                        rejected.getSentence()));
            case ChallengerOutdated outdated ->
                Optional.of(new ValidationEvent.ChallengerOutdated(
                        outdated.getPipeline(),
                        outdated.getVersion(),
                        outdated.getMeasuredAgainst(),
                        outdated.getChampionVersion()));
            default -> Optional.empty();
        };
    }

    private static JudgeChallenger judge(ModelTrained trained) {
        return new JudgeChallenger(
                SharedMessages.challenger(trained.getModel()),
                figures(trained.getMetrics()),
                champion(trained),
                trained.getGates().stream().map(SharedMessages::gate).toList(),
                SharedMessages.approval(trained.getApproval()));
    }

    private static Champion champion(ModelTrained trained) {
        Long version = trained.getChampionVersion();
        @Nullable Metrics metrics = trained.getChampionMetrics();
        return version == null
                ? new Champion.None()
                : new Champion.Version(
                        version, trained.getChampionDeployment(), metrics == null ? null : figures(metrics));
    }

    private static Figures figures(Metrics metrics) {
        return new Figures(
                metrics.getTestRows(),
                metrics.getRmse(),
                metrics.getR2(),
                metrics.getMeanError(),
                metrics.getFigures());
    }

    private static ChallengerAccepted accepted(ValidationEvent.ChallengerAccepted event) {
        return new ChallengerAccepted(
                SharedMessages.model(event.challenger()),
                SharedMessages.written(event.gates()),
                event.championVersion(),
                SharedMessages.written(event.approval()));
    }

    private static ChallengerRejected rejected(ValidationEvent.ChallengerRejected event) {
        return new ChallengerRejected(
                event.pipeline(),
                event.version(),
                SharedMessages.written(event.gates()),
                event.championVersion(),
                event.sentence());
    }

    private static ChallengerOutdated outdated(ValidationEvent.ChallengerOutdated event) {
        return new ChallengerOutdated(
                event.pipeline(), event.version(), event.measuredAgainst(), event.championVersion());
    }
}
