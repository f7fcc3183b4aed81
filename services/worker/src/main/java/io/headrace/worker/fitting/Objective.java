package io.headrace.worker.fitting;

import io.headrace.exact.Cell;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import java.util.List;
import java.util.Optional;

/// What is learnt.
public sealed interface Objective {

    /// In place of a label.
    double NONE = Double.NaN;

    /// A number. The least squares of what is left of it when the mean of the training rows is taken away.
    record Regression() implements Objective {}

    /// How likely true is.
    record Binary() implements Objective {}

    /// How likely each class is.
    ///
    /// @param classes texts, two at least, in the order of the model's answer
    record MultiClass(List<String> classes) implements Objective {
        public MultiClass {
            classes = List.copyOf(classes);
            if (classes.size() < 2) {
                throw new IllegalArgumentException("%s are fewer than two classes".formatted(classes));
            }
        }
    }

    /// What a label asks for.
    static Objective of(Label label) {
        return switch (label.kind()) {
            case NUMERIC -> new Regression();
            case BOOLEAN -> new Binary();
            case CATEGORICAL -> new MultiClass(label.values());
            case DATE -> throw new IllegalArgumentException("no label is a date");
        };
    }

    /// How many numbers are fitted, before they become probabilities.
    default int targets() {
        return switch (this) {
            case Regression _, Binary _ -> 1;
            case MultiClass(List<String> classes) -> classes.size();
        };
    }

    /// What a graph's output is called.
    default String output() {
        return switch (this) {
            case Regression _ -> "prediction";
            case Binary _, MultiClass _ -> "probabilities";
        };
    }

    /// How many numbers an answer has.
    default int answers() {
        return switch (this) {
            case Regression _ -> 1;
            case Binary _ -> 2;
            case MultiClass(List<String> classes) -> classes.size();
        };
    }

    /// Why no trainer makes a model, whatever the rows are; empty: nothing is in the way.
    ///
    /// @param trainRows how many rows are in the training split
    default Optional<String> obstacle(List<Feature> features, long trainRows) {
        String output = output();
        if (features.stream().map(Feature::column).anyMatch(output::equals)) {
            return Optional.of("takes no feature named %s: that is what the model's output is called; call it otherwise"
                    .formatted(output));
        }
        return trainRows == 0 ? Optional.of("has no rows to train with") : Optional.empty();
    }

    /// A label as a number: itself, 0 or 1, or the number of its class.
    ///
    /// @throws IllegalArgumentException if it is none
    default double label(Cell cell) {
        double label = switch (this) {
            case Regression _ -> cell instanceof Cell.Numeric(double value) ? value : NONE;
            case Binary _ -> cell instanceof Cell.Flag(boolean value) ? value ? 1 : 0 : NONE;
            case MultiClass(List<String> classes) ->
                cell instanceof Cell.Text(String value) && classes.contains(value) ? classes.indexOf(value) : NONE;
        };
        if (Double.isNaN(label)) {
            throw new IllegalArgumentException("%s is no label of %s".formatted(cell, this));
        }
        return label;
    }
}
