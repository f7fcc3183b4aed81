package io.headrace.validation.core;

import static io.headrace.kernel.decider.Decision.accept;

import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.decider.Decision;
import io.headrace.validation.core.Validation.Production;
import io.headrace.validation.core.Validation.Production.Known;
import io.headrace.validation.core.Validation.Production.Unknown;
import io.headrace.validation.core.ValidationCommand.JudgeChallenger;
import io.headrace.validation.core.ValidationCommand.NoteChampion;
import io.headrace.validation.core.ValidationEvent.ChallengerAccepted;
import io.headrace.validation.core.ValidationEvent.ChallengerOutdated;
import io.headrace.validation.core.ValidationEvent.ChallengerRejected;
import io.headrace.validation.core.ValidationEvent.ChampionChanged;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Whether a challenger is good enough for production.
public final class ValidationDecider implements Decider<ValidationCommand, Validation, ValidationEvent> {

    @Override
    public Validation initial() {
        return new Validation(new Unknown(), 0);
    }

    @Override
    public Decision<ValidationEvent> decide(ValidationCommand command, Validation state, Instant now) {
        return switch (command) {
            case JudgeChallenger judge -> judge(judge, state);
            case NoteChampion note -> note(note, state);
        };
    }

    private static Decision<ValidationEvent> judge(JudgeChallenger judge, Validation state) {
        if (judge.challenger().version() <= state.judged()) {
            return accept();
        }
        return switch (state.production()) {
            case Unknown _ -> throughTheGates(judge);
            // A run can know of a newer deployment than validation: the two topics are read side by side. It is only
            // outdated when it is behind.
            case Known known ->
                known.deployment() > judge.champion().number()
                        ? accept(new ChallengerOutdated(
                                judge.challenger().pipeline(),
                                judge.challenger().version(),
                                judge.champion().versionOrNull(),
                                known.version()))
                        : throughTheGates(judge);
        };
    }

    private static Decision<ValidationEvent> throughTheGates(JudgeChallenger judge) {
        Challenger challenger = judge.challenger();
        List<GateResult> results = judge.gates().stream()
                .map(gate -> GateRules.apply(gate, judge.figures(), judge.champion()))
                .toList();
        List<GateResult> failed =
                results.stream().filter(result -> !result.passed()).toList();
        if (failed.isEmpty()) {
            return accept(
                    new ChallengerAccepted(challenger, results, judge.champion().versionOrNull(), judge.approval()));
        }
        String sentence = "version %d failed %d of %d gates: %s"
                .formatted(
                        challenger.version(),
                        failed.size(),
                        results.size(),
                        failed.stream().map(GateResult::sentence).collect(Collectors.joining("; ")));
        return accept(new ChallengerRejected(
                challenger.pipeline(),
                challenger.version(),
                results,
                judge.champion().versionOrNull(),
                sentence));
    }

    private static Decision<ValidationEvent> note(NoteChampion note, Validation state) {
        ChampionChanged changed = new ChampionChanged(note.version(), note.deployment());
        return switch (state.production()) {
            case Unknown _ -> accept(changed);
            case Known known -> note.deployment() > known.deployment() ? accept(changed) : accept();
        };
    }

    @Override
    public Validation evolve(Validation state, ValidationEvent event) {
        return switch (event) {
            case ChallengerAccepted accepted ->
                judged(state, accepted.challenger().version());
            case ChallengerRejected rejected -> judged(state, rejected.version());
            case ChallengerOutdated outdated -> judged(state, outdated.version());
            case ChampionChanged(var version, var deployment) -> {
                Production production = new Known(version, deployment);
                yield new Validation(production, state.judged());
            }
        };
    }

    private static Validation judged(Validation state, long version) {
        return new Validation(state.production(), Math.max(state.judged(), version));
    }
}
