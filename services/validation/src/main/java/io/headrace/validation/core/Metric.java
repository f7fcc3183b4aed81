package io.headrace.validation.core;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A figure that a gate can speak of. Workers' `package-info` of scoring has the formulas.
public enum Metric {
    /// Root of the mean squared error.
    RMSE("rmse", Better.LOWER) {
        @Override
        double of(Figures figures) {
            return figures.rmse();
        }
    },

    /// Share of the label's variance that is explained.
    R2("r2", Better.HIGHER) {
        @Override
        double of(Figures figures) {
            return figures.r2();
        }
    },

    /// Mean of prediction − label.
    MEAN_ERROR("mean-error", Better.NEARER_TO_0) {
        @Override
        double of(Figures figures) {
            return figures.meanError();
        }
    },

    /// Mean of the absolute error.
    MAE("mae", Better.LOWER),
    /// Share of rows that were taken for what they are.
    ACCURACY("accuracy", Better.HIGHER),
    /// Mean of the classes' recalls.
    BALANCED_ACCURACY("balanced-accuracy", Better.HIGHER),
    /// Of what was taken for the class, the share that is of it.
    PRECISION("precision", Better.HIGHER),
    /// Of what is of the class, the share that was taken for it.
    RECALL("recall", Better.HIGHER),
    /// Harmonic mean of these two.
    F1("f1", Better.HIGHER),
    /// Mean of −ln of the probability of what was so.
    LOG_LOSS("log-loss", Better.LOWER),
    /// Area under the ROC curve.
    ROC_AUC("roc-auc", Better.HIGHER),
    /// Average precision.
    PR_AUC("pr-auc", Better.HIGHER),
    /// Mean squared error of probabilities.
    BRIER("brier", Better.LOWER),
    /// How far probabilities are from shares.
    CALIBRATION_ERROR("calibration-error", Better.LOWER);

    private final String word;
    private final Better better;

    Metric(String word, Better better) {
        this.word = word;
        this.better = better;
    }

    /// Which figures are better.
    enum Better {
        LOWER,
        HIGHER,

        /// On either side.
        NEARER_TO_0
    }

    /// What gates call it.
    public String word() {
        return word;
    }

    Better better() {
        return better;
    }

    /// NaN where there is none.
    double of(Figures figures) {
        return figures.others().getOrDefault(word, Double.NaN);
    }

    static Optional<Metric> named(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word.equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(metric -> metric.word).collect(Collectors.joining(", "));
    }
}
