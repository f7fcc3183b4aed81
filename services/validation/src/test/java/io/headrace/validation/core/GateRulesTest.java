package io.headrace.validation.core;

import static io.headrace.validation.core.Gate.Rule.AT_LEAST;
import static io.headrace.validation.core.Gate.Rule.AT_MOST;
import static io.headrace.validation.core.Gate.Rule.WORSE_THAN_CHAMPION_AT_MOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class GateRulesTest {

    private static final Champion NONE = new Champion.None();
    private static final Figures FAIR = new Figures(100, 40_000, 0.8, -12.5);

    @Test
    void comparesAMeanErrorFromBelowWithItsSign() {
        assertFails(new Gate("mean-error", AT_LEAST, 0), FAIR, NONE, "mean-error -12.5 is below 0");
    }

    @Test
    void theLimitItselfPasses() {
        assertPasses(new Gate("rmse", AT_MOST, 40_000), FAIR, NONE);
        assertPasses(new Gate("r2", AT_LEAST, 0.8), FAIR, NONE);
        assertPasses(new Gate("mean-error", AT_MOST, 12.5), FAIR, NONE);
    }

    @Test
    void showsEveryDigitWhereTheShortFiguresLookEqual() {
        assertFails(
                new Gate("rmse", AT_MOST, 40_000),
                new Figures(100, 40_000.001, 0.8, 0),
                NONE,
                "rmse 40000.001 is above 40000.0");
    }

    @Test
    void aFigureThatIsNotANumberNeverPasses() {
        Figures none = new Figures(7, Double.NaN, Double.NaN, Double.NaN);

        assertFails(
                new Gate("rmse", AT_MOST, Double.MAX_VALUE),
                none,
                NONE,
                "rmse is NaN on 7 test rows, not a finite number");
        assertFails(new Gate("r2", AT_LEAST, -9), none, NONE, "r2 is NaN on 7 test rows, not a finite number");
        assertFails(
                new Gate("mean-error", WORSE_THAN_CHAMPION_AT_MOST, 1),
                none,
                NONE,
                "mean-error is NaN on 7 test rows, not a finite number");
    }

    @Test
    void anInfiniteFigureNeverPasses() {
        assertFails(
                new Gate("r2", AT_LEAST, 0.1),
                new Figures(7, 1, Double.POSITIVE_INFINITY, 0),
                NONE,
                "r2 is Infinity on 7 test rows, not a finite number");
    }

    @Test
    void aChampionWithoutANumberLetsNobodyPass() {
        assertFails(
                new Gate("r2", WORSE_THAN_CHAMPION_AT_MOST, 0.5),
                FAIR,
                champion(new Figures(100, 1, Double.NaN, 0)),
                "r2 cannot be compared: version 7, which is in production, has none at this cut;"
                        + " leave this gate out of the next revision to replace it");
    }

    @Test
    void aMetricThatNobodyKnowsNeverPasses() {
        assertFails(
                new Gate("beauty", AT_MOST, 1),
                FAIR,
                NONE,
                "'beauty' is not a metric: use one of rmse, r2, mean-error, mae, accuracy, balanced-accuracy,"
                        + " precision, recall, f1, log-loss, roc-auc, pr-auc, brier, calibration-error");
    }

    @Test
    void theFirstVersionHasNobodyToBeComparedWith() {
        GateResult result = GateRules.apply(new Gate("rmse", WORSE_THAN_CHAMPION_AT_MOST, 0.02), FAIR, NONE);

        assertThat(result.passed()).isTrue();
        assertThat(result.sentence()).isEqualTo("rmse 40000 stands alone: no version is in production yet");
    }

    @Test
    void anRmseMayBeWorseThanTheChampionsByTheShare() {
        Gate gate = new Gate("rmse", WORSE_THAN_CHAMPION_AT_MOST, 0.02);

        assertPasses(gate, new Figures(100, 40_800, 0, 0), champion(FAIR));
        assertFails(
                gate,
                new Figures(100, 40_801, 0, 0),
                champion(FAIR),
                "rmse 40801 is worse than version 7's 40000 by more than 2%");
    }

    @Test
    void anR2MayBeBelowTheChampionsByAShareOfItsSize() {
        Gate gate = new Gate("r2", WORSE_THAN_CHAMPION_AT_MOST, 0.5);
        Champion poor = champion(new Figures(100, 1, -0.4, 0));

        assertPasses(gate, new Figures(100, 1, -0.6, 0), poor);
        assertFails(
                gate, new Figures(100, 1, -0.7, 0), poor, "r2 -0.7 is worse than version 7's -0.4 by more than 50%");
        assertPasses(gate, new Figures(100, 1, 0.4, 0), champion(FAIR));
    }

    @Test
    void aMeanErrorIsComparedByItsDistanceFromZero() {
        Gate gate = new Gate("mean-error", WORSE_THAN_CHAMPION_AT_MOST, 0);

        assertPasses(gate, new Figures(100, 1, 0, 12.5), champion(FAIR));
        assertFails(
                gate,
                new Figures(100, 1, 0, 13),
                champion(FAIR),
                "mean-error 13 is worse than version 7's -12.5 by more than 0%");
    }

    @Test
    void namesBothRowCountsWhereTheyDiffer() {
        GateResult result = GateRules.apply(
                new Gate("rmse", WORSE_THAN_CHAMPION_AT_MOST, 0.02), FAIR, champion(new Figures(98, 39_999, 0.8, 0)));

        assertThat(result.sentence())
                .isEqualTo("rmse 40000 is not worse than version 7's 39999 by more than 2%"
                        + " (on 100 test rows, the champion on 98)");
    }

    @Test
    void aChampionWithoutFiguresAtTheCutCannotBeCompared() {
        assertFails(
                new Gate("rmse", WORSE_THAN_CHAMPION_AT_MOST, 0.02),
                FAIR,
                new Champion.Version(7, 9, null),
                "rmse cannot be compared: version 7, which is in production, has none at this cut;"
                        + " leave this gate out of the next revision to replace it");
    }

    @Test
    void figuresOfClassesAreBetterWhereTheyAreHigherOrLower() {
        Champion champion = champion(classes(0.9, 0.3));
        assertPasses(new Gate("roc-auc", AT_LEAST, 0.8), classes(0.85, 0.3), NONE);
        assertPasses(new Gate("log-loss", AT_MOST, 0.4), classes(0.85, 0.3), NONE);
        assertPasses(new Gate("roc-auc", WORSE_THAN_CHAMPION_AT_MOST, 0.02), classes(0.99, 0.3), champion);
        assertPasses(new Gate("log-loss", WORSE_THAN_CHAMPION_AT_MOST, 0.02), classes(0.9, 0.1), champion);
        assertFails(
                new Gate("roc-auc", WORSE_THAN_CHAMPION_AT_MOST, 0.02),
                classes(0.85, 0.3),
                champion,
                "roc-auc 0.85 is worse than version 7's 0.9 by more than 2%");
        assertFails(
                new Gate("log-loss", WORSE_THAN_CHAMPION_AT_MOST, 0.02),
                classes(0.9, 0.4),
                champion,
                "log-loss 0.4 is worse than version 7's 0.3 by more than 2%");
    }

    @Test
    void aFigureThatCannotBeToldPassesNoGate() {
        assertFails(
                new Gate("f1", AT_LEAST, 0), classes(0.9, 0.3), NONE, "f1 is NaN on 50 test rows, not a finite number");
        assertFails(
                new Gate("roc-auc", WORSE_THAN_CHAMPION_AT_MOST, 0.02),
                classes(0.9, 0.3),
                champion(FAIR),
                "roc-auc cannot be compared: version 7, which is in production, has none at this cut;"
                        + " leave this gate out of the next revision to replace it");
    }

    private static Figures classes(double rocArea, double logLoss) {
        return new Figures(50, Double.NaN, Double.NaN, Double.NaN, Map.of("roc-auc", rocArea, "log-loss", logLoss));
    }

    private static void assertPasses(Gate gate, Figures figures, Champion champion) {
        GateResult result = GateRules.apply(gate, figures, champion);
        assertThat(result.passed()).as(result.sentence()).isTrue();
    }

    private static void assertFails(Gate gate, Figures figures, Champion champion, String sentence) {
        GateResult result = GateRules.apply(gate, figures, champion);
        assertThat(result.passed()).as(result.sentence()).isFalse();
        assertThat(result.sentence()).isEqualTo(sentence);
    }

    private static Champion champion(Figures figures) {
        return new Champion.Version(7, 9, figures);
    }
}
