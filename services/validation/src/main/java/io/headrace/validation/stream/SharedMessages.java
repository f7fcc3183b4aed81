package io.headrace.validation.stream;

import io.headrace.events.Cut;
import io.headrace.events.ModelVersion;
import io.headrace.validation.core.Approval;
import io.headrace.validation.core.Challenger;
import io.headrace.validation.core.Gate;
import io.headrace.validation.core.GateResult;
import java.util.List;

/// The parts that several messages are made of.
final class SharedMessages {

    private SharedMessages() {}

    static Challenger challenger(ModelVersion model) {
        Cut cut = model.getCut();
        return new Challenger(
                model.getPipeline(),
                model.getVersion(),
                model.getRevision(),
                new Challenger.Cut(
                        cut.getSource(), cut.getSystemId(), cut.getNumber(), cut.getCommitLsn(), cut.getCommittedAt()),
                new Challenger.Artifact(model.getSha256(), model.getSize(), model.getArtifact()));
    }

    static ModelVersion model(Challenger challenger) {
        Challenger.Cut cut = challenger.cut();
        return new ModelVersion(
                challenger.pipeline(),
                challenger.version(),
                challenger.revision(),
                new Cut(cut.source(), cut.systemId(), cut.number(), cut.commitLsn(), cut.committedAt()),
                challenger.artifact().sha256(),
                challenger.artifact().inline(),
                challenger.artifact().size());
    }

    static Gate gate(io.headrace.events.Gate gate) {
        return new Gate(gate.getMetric(), rule(gate.getRule()), gate.getLimit());
    }

    static List<GateResult> results(List<io.headrace.events.GateResult> results) {
        return results.stream()
                .map(result -> new GateResult(
                        new Gate(result.getMetric(), rule(result.getRule()), result.getLimit()),
                        result.getChallenger(),
                        result.getChampion(),
                        result.getPassed(),
                        result.getSentence()))
                .toList();
    }

    static List<io.headrace.events.GateResult> written(List<GateResult> results) {
        return results.stream()
                .map(result -> new io.headrace.events.GateResult(
                        result.gate().metric(),
                        written(result.gate().rule()),
                        result.gate().limit(),
                        result.challenger(),
                        result.champion(),
                        result.passed(),
                        result.sentence()))
                .toList();
    }

    static Approval approval(io.headrace.events.Approval approval) {
        return switch (approval) {
            case AUTOMATIC -> Approval.AUTOMATIC;
            case REQUIRED -> Approval.REQUIRED;
        };
    }

    static io.headrace.events.Approval written(Approval approval) {
        return switch (approval) {
            case AUTOMATIC -> io.headrace.events.Approval.AUTOMATIC;
            case REQUIRED -> io.headrace.events.Approval.REQUIRED;
        };
    }

    private static Gate.Rule rule(io.headrace.events.GateRule rule) {
        return switch (rule) {
            case AT_MOST -> Gate.Rule.AT_MOST;
            case AT_LEAST -> Gate.Rule.AT_LEAST;
            case WORSE_THAN_CHAMPION_AT_MOST -> Gate.Rule.WORSE_THAN_CHAMPION_AT_MOST;
        };
    }

    private static io.headrace.events.GateRule written(Gate.Rule rule) {
        return switch (rule) {
            case AT_MOST -> io.headrace.events.GateRule.AT_MOST;
            case AT_LEAST -> io.headrace.events.GateRule.AT_LEAST;
            case WORSE_THAN_CHAMPION_AT_MOST -> io.headrace.events.GateRule.WORSE_THAN_CHAMPION_AT_MOST;
        };
    }
}
