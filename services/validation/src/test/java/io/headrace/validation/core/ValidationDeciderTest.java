package io.headrace.validation.core;

import static io.headrace.validation.core.Gate.Rule.AT_LEAST;
import static io.headrace.validation.core.Gate.Rule.AT_MOST;

import io.headrace.kernel.decider.DeciderSpec;
import io.headrace.validation.core.ValidationCommand.JudgeChallenger;
import io.headrace.validation.core.ValidationCommand.NoteChampion;
import io.headrace.validation.core.ValidationEvent.ChallengerAccepted;
import io.headrace.validation.core.ValidationEvent.ChallengerOutdated;
import io.headrace.validation.core.ValidationEvent.ChallengerRejected;
import io.headrace.validation.core.ValidationEvent.ChampionChanged;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValidationDeciderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Champion NONE = new Champion.None();
    private static final Figures FAIR = new Figures(100, 40_000, 0.8, -12.5);

    private final DeciderSpec<ValidationCommand, Validation, ValidationEvent> validation =
            DeciderSpec.of(new ValidationDecider(), NOW);

    @Test
    void acceptsAChallengerThatPassesEveryGateAndHandsTheModelOn() {
        Gate rmse = new Gate("rmse", AT_MOST, 60_000);
        Gate r2 = new Gate("r2", AT_LEAST, 0.7);

        validation
                .when(judge(1, FAIR, NONE, rmse, r2))
                .then(new ChallengerAccepted(
                        challenger(1),
                        List.of(
                                new GateResult(rmse, 40_000, null, true, "rmse 40000 is at most 60000"),
                                new GateResult(r2, 0.8, null, true, "r2 0.8 is at least 0.7")),
                        null,
                        Approval.AUTOMATIC));
    }

    @Test
    void acceptsWithoutAnyGate() {
        validation
                .when(judge(1, FAIR, NONE))
                .then(new ChallengerAccepted(challenger(1), List.of(), null, Approval.AUTOMATIC));
    }

    @Test
    void namesEveryFailedGateWithItsFigureAndLimit() {
        Gate rmse = new Gate("rmse", AT_MOST, 39_000);
        Gate r2 = new Gate("r2", AT_LEAST, 0.5);
        Gate meanError = new Gate("mean-error", AT_MOST, 10);

        validation
                .when(judge(3, FAIR, NONE, rmse, r2, meanError))
                .then(new ChallengerRejected(
                        "house-price",
                        3,
                        List.of(
                                new GateResult(rmse, 40_000, null, false, "rmse 40000 is above 39000"),
                                new GateResult(r2, 0.8, null, true, "r2 0.8 is at least 0.5"),
                                new GateResult(
                                        meanError, -12.5, null, false, "mean-error -12.5 is further from 0 than 10")),
                        null,
                        "version 3 failed 2 of 3 gates: rmse 40000 is above 39000;"
                                + " mean-error -12.5 is further from 0 than 10"));
    }

    @Test
    void saysOutdatedWhenAnotherVersionWentIntoProductionMeanwhile() {
        validation
                .given(new ChampionChanged(6, 10))
                .when(judge(8, FAIR, champion(FAIR)))
                .then(new ChallengerOutdated("house-price", 8, 7L, 6L));
    }

    @Test
    void saysOutdatedWhenTheFirstVersionWentIntoProductionMeanwhile() {
        validation
                .given(new ChampionChanged(1, 1))
                .when(judge(2, FAIR, NONE))
                .then(new ChallengerOutdated("house-price", 2, null, 1L));
    }

    @Test
    void judgesAChallengerThatWasMeasuredAgainstANewerChampionThanValidationHeardOf() {
        validation
                .given(new ChampionChanged(6, 8))
                .when(judge(8, FAIR, champion(FAIR)))
                .then(new ChallengerAccepted(challenger(8), List.of(), 7L, Approval.AUTOMATIC));
    }

    @Test
    void judgingTheSameVersionTwiceChangesNothing() {
        validation
                .given(new ChallengerAccepted(challenger(8), List.of(), 7L, Approval.AUTOMATIC))
                .when(judge(8, FAIR, champion(FAIR)))
                .thenNothing();
    }

    @Test
    void anOlderDeploymentIsNoNews() {
        validation.given(new ChampionChanged(6, 8)).when(new NoteChampion(7, 7)).thenNothing();
        validation.given(new ChampionChanged(6, 8)).when(new NoteChampion(6, 8)).thenNothing();
        validation.given(new ChampionChanged(6, 8)).when(new NoteChampion(5, 9)).then(new ChampionChanged(5, 9));
    }

    private static Champion champion(Figures figures) {
        return new Champion.Version(7, 9, figures);
    }

    private static JudgeChallenger judge(long version, Figures figures, Champion champion, Gate... gates) {
        return new JudgeChallenger(challenger(version), figures, champion, List.of(gates), Approval.AUTOMATIC);
    }

    private static Challenger challenger(long version) {
        return new Challenger(
                "house-price",
                version,
                1,
                new Challenger.Cut("shop", "7300", 40 + version, 9000, NOW),
                new Challenger.Artifact("ab12", 3, ByteBuffer.wrap(new byte[] {1, 2, (byte) version})));
    }
}
