package io.headrace.worker.scoring;

import java.util.SortedMap;
import java.util.TreeMap;

/// What can be told of a classifier on rows. "Positive" is the class `true` where there are two; of
/// more classes the figure is a mean over them.
public enum ClassFigure {
    /// [Confusion#accuracy()]
    ACCURACY("accuracy"),
    /// [Confusion#balancedAccuracy()]
    BALANCED_ACCURACY("balanced-accuracy"),
    /// [Confusion#precision()]
    PRECISION("precision"),
    /// [Confusion#recall()]
    RECALL("recall"),
    /// [Confusion#f1()]
    F1("f1"),
    /// [Likelihood#logLoss(Answers)]
    LOG_LOSS("log-loss"),
    /// [Ranking#rocArea()]
    ROC_AUC("roc-auc"),
    /// [Ranking#averagePrecision()]
    PR_AUC("pr-auc"),
    /// [Likelihood#brier(Answers)]
    BRIER("brier"),
    /// [Likelihood#calibrationError(Answers)]
    CALIBRATION_ERROR("calibration-error");

    private final String word;

    ClassFigure(String word) {
        this.word = word;
    }

    /// What gates call it.
    public String word() {
        return word;
    }

    /// NaN where there is no such figure, as without rows.
    double of(Answers answers) {
        return switch (this) {
            case ACCURACY -> new Confusion(answers).accuracy();
            case BALANCED_ACCURACY -> new Confusion(answers).balancedAccuracy();
            case PRECISION -> new Confusion(answers).precision();
            case RECALL -> new Confusion(answers).recall();
            case F1 -> new Confusion(answers).f1();
            case LOG_LOSS -> Likelihood.logLoss(answers);
            case ROC_AUC -> Ranking.mean(answers, Ranking::rocArea);
            case PR_AUC -> Ranking.mean(answers, Ranking::averagePrecision);
            case BRIER -> Likelihood.brier(answers);
            case CALIBRATION_ERROR -> Likelihood.calibrationError(answers);
        };
    }

    /// Those that there are, by their words.
    static SortedMap<String, Double> all(Answers answers) {
        SortedMap<String, Double> all = new TreeMap<>();
        for (ClassFigure one : values()) {
            double figure = one.of(answers);
            if (Double.isFinite(figure)) {
                all.put(one.word, figure);
            }
        }
        return all;
    }
}
