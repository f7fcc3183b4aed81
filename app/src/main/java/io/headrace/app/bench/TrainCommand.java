package io.headrace.app.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `headrace bench train`.
@Command(
        name = "train",
        description = {
            "Training again after few changes: a ridge over few and over many rows, beside a full refit by scikit-learn and by"
                    + " Headrace itself, and xgboost from COMMIT to the verified model in a subscriber's callback, beside the"
                    + " library alone.",
            "Takes about seven minutes."
        })
final class TrainCommand implements Callable<Integer> {

    private static final int LEAST_ROWS = 1_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--rows",
            paramLabel = "N",
            split = ",",
            defaultValue = "10000,100000,1000000,10000000",
            description = "How many rows the ridge is trained on, one number or several"
                    + " (default: 10000,100000,1000000,10000000).")
    private List<Integer> rows = List.of();

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            defaultValue = "python3",
            description = "A Python that has scikit-learn (default: python3). Where it has none, that is told.")
    private String python = "python3";

    @Option(
            names = "--only",
            paramLabel = "PART",
            converter = TrainPart.Converter.class,
            description = "One part alone: ridge or xgboost (default: both).")
    private @Nullable TrainPart only;

    @Override
    public Integer call() {
        rows.forEach(count -> BenchOptions.require(
                "--rows", count, LEAST_ROWS, "fewer than 1000 rows are no table of which few change"));
        Set<TrainPart> parts = only == null ? EnumSet.allOf(TrainPart.class) : EnumSet.of(only);
        List<Integer> counts = rows.stream().distinct().sorted().toList();
        return new BenchRun("train", options).runAlone(new Train(parts, counts, python));
    }
}
