package io.headrace.worker.core;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a worker made of a run.
///
/// @param attempt 1, or more where workers ended before they were done
public record Made(String worker, int attempt, Result result) {

    /// A model, or why there is none.
    public sealed interface Result {

        /// A model and what it is worth.
        ///
        /// @param sha256 of the artifact, in hex
        /// @param datasetDigest of the rows that it was trained of, SHA-256 in hex
        /// @param championFigures null: there is no champion, or it cannot be measured
        record Model(
                ByteBuffer artifact,
                String sha256,
                String datasetDigest,
                Figures figures,
                @Nullable Figures championFigures,
                Provenance provenance)
                implements Result {
            public Model {
                artifact = artifact.asReadOnlyBuffer();
            }

            /// Each caller gets a position of its own.
            @Override
            public ByteBuffer artifact() {
                return artifact.duplicate();
            }
        }

        /// No model.
        ///
        /// @param sentence why there is no model
        record Failure(String sentence) implements Result {}
    }

    /// On the test split. Defined as in the event Metrics.
    ///
    /// @param others by their words
    public record Figures(
            long testRows, double rmse, double r2, double meanError, Map<String, Double> others, List<Slice> slices) {
        public Figures {
            others = new TreeMap<>(others);
            slices = List.copyOf(slices);
        }
    }

    /// On the rows that have one value in one feature.
    ///
    /// @param value null: no value, or an undeclared one
    /// @param figures all, by their words
    public record Slice(String column, @Nullable String value, long testRows, Map<String, Double> figures) {
        public Slice {
            figures = new TreeMap<>(figures);
        }
    }

    /// What shaped a model besides its rows.
    ///
    /// @param trainer name and, where it told one, version
    /// @param hyperparameters a JSON object
    /// @param libraries versions by name
    /// @param search that found the hyperparameters; null: the pipeline says them
    public record Provenance(
            String trainer,
            String hyperparameters,
            long seed,
            Map<String, String> libraries,
            boolean repeatable,
            @Nullable Trail search) {
        public Provenance {
            libraries = new TreeMap<>(libraries);
        }
    }
}
