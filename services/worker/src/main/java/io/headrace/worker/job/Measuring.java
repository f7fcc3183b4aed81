package io.headrace.worker.job;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.stream.DatasetRows;
import io.headrace.events.RunQueued;
import io.headrace.exact.Encoding;
import io.headrace.kernel.HeadraceVersion;
import io.headrace.worker.core.Made;
import io.headrace.worker.core.Made.Figures;
import io.headrace.worker.core.Made.Provenance;
import io.headrace.worker.core.Made.Result;
import io.headrace.worker.core.Made.Result.Failure;
import io.headrace.worker.external.TrainerOutcome;
import io.headrace.worker.scoring.ClassScore;
import io.headrace.worker.scoring.NumberScore;
import io.headrace.worker.scoring.OnnxScoring;
import io.headrace.worker.scoring.Score;
import io.headrace.worker.scoring.ScoredModel;
import io.headrace.worker.scoring.Unfit;
import io.headrace.worker.search.Searched;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What models are worth on the test rows of one cut: the new one, and the one in production.
///
/// @param rows of the run
record Measuring(Declaration declaration, DatasetRows rows) {

    private static final Logger LOGGER = LoggerFactory.getLogger(Measuring.class);

    /// The model that a trainer made with its figures, or what is wrong with it.
    Result result(RunQueued queued, TrainerOutcome.Made made, Champion champion) {
        return switch (score(
                made.model(), declaration.encoding(), declaration.watch().slices(), rows)) {
            case Unfit(String sentence) ->
                new Failure("trainer %s: %s".formatted(queued.getTrainer().getName(), sentence));
            case ScoredModel.Scored scored ->
                new Result.Model(
                        ByteBuffer.wrap(made.model()),
                        sha256(made.model()),
                        queued.getDatasetDigest(),
                        figures(scored),
                        figures(queued, champion),
                        provenance(queued, made));
        };
    }

    private static Provenance provenance(RunQueued queued, TrainerOutcome.Made made) {
        Searched.Found found = made.found();
        return new Provenance(
                made.provenance().trainer(),
                found == null ? queued.getTrainer().getHyperparameters() : found.hyperparameters(),
                queued.getTrainer().getSeed(),
                libraries(made),
                made.provenance().repeatable(),
                found == null ? null : found.trail());
    }

    private static SortedMap<String, String> libraries(TrainerOutcome.Made made) {
        SortedMap<String, String> libraries = new TreeMap<>(made.provenance().libraries());
        libraries.put("headrace", HeadraceVersion.get());
        return libraries;
    }

    /// Null: the gates say that there is nothing to compare with.
    private @Nullable Figures figures(RunQueued queued, Champion champion) {
        return switch (champion) {
            case Champion.None _ -> null;
            case Champion.Unknown(String why) -> unmeasured(queued, why);
            case Champion.Version(byte[] model, Champion.Own own) ->
                switch (own == null
                        ? score(model, declaration.encoding(), List.of(), rows)
                        : score(model, own.encoding(), List.of(), own.rows())) {
                    case Unfit(String sentence) -> unmeasured(queued, sentence);
                    case ScoredModel.Scored scored -> figures(scored);
                };
        };
    }

    private static @Nullable Figures unmeasured(RunQueued queued, String why) {
        LOGGER.warn(
                "version {} of {}, in production, cannot be measured: {}",
                queued.getChampionVersion(),
                queued.getPipeline(),
                why);
        return null;
    }

    private static ScoredModel score(byte[] model, Encoding encoding, List<String> slices, DatasetRows rows) {
        return OnnxScoring.onTestRows(model, encoding, slices, rows::forEach);
    }

    static Figures figures(ScoredModel.Scored scored) {
        List<Made.Slice> slices = scored.slices().stream()
                .map(slice -> new Made.Slice(
                        slice.column(),
                        slice.value(),
                        slice.score().rows(),
                        slice.score().figures()))
                .toList();
        return switch (scored.score()) {
            case NumberScore(long rows, double rmse, double r2, double meanError, double _) ->
                new Figures(rows, rmse, r2, meanError, others(scored.score()), slices);
            case ClassScore(long rows, var figures) ->
                new Figures(rows, Double.NaN, Double.NaN, Double.NaN, figures, slices);
        };
    }

    /// Those that have no field of their own.
    private static SortedMap<String, Double> others(Score score) {
        SortedMap<String, Double> others = new TreeMap<>(score.figures());
        others.keySet().removeAll(Set.of(NumberScore.RMSE, NumberScore.R2, NumberScore.MEAN_ERROR));
        return others;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
