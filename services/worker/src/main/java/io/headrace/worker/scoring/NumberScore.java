package io.headrace.worker.scoring;

import java.util.SortedMap;
import java.util.TreeMap;

/// How a model that tells a number does. With error = prediction − label, of n rows:
///
/// @param rows n; without any, the figures are NaN
/// @param rmse √(Σ error² / n)
/// @param r2 1 − Σ error² / Σ (label − mean label)²; NaN where the label is constant
/// @param meanError Σ error / n, as in [io.headrace.exact.Evaluation]
/// @param mae Σ |error| / n
public record NumberScore(long rows, double rmse, double r2, double meanError, double mae) implements Score {

    public static final String RMSE = "rmse";
    public static final String R2 = "r2";
    public static final String MEAN_ERROR = "mean-error";
    public static final String MAE = "mae";

    @Override
    public SortedMap<String, Double> figures() {
        SortedMap<String, Double> figures = new TreeMap<>();
        put(figures, RMSE, rmse);
        put(figures, R2, r2);
        put(figures, MEAN_ERROR, meanError);
        put(figures, MAE, mae);
        return figures;
    }

    private static void put(SortedMap<String, Double> figures, String word, double figure) {
        if (Double.isFinite(figure)) {
            figures.put(word, figure);
        }
    }
}
