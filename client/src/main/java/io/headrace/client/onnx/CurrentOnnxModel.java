package io.headrace.client.onnx;

import io.headrace.client.Model;
import io.headrace.client.ModelListener;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The model in production, ready to predict: give it to `subscribe` as the listener, and it swaps models between
/// two predictions. A model that cannot be loaded does not replace the one before it.
public final class CurrentOnnxModel implements ModelListener, AutoCloseable {

    private final ReadWriteLock swap = new ReentrantReadWriteLock();
    private final CountDownLatch ready = new CountDownLatch(1);
    private @Nullable OnnxModel current;

    /// A prediction and the model that made it.
    public record Answer(double prediction, Model model) {}

    /// A class, known by its number as in [OnnxModel], and the model that told it.
    ///
    /// @param most the most probable one
    /// @param probabilities of all
    public record Classified(int most, List<Double> probabilities, Model model) {
        public Classified {
            probabilities = List.copyOf(probabilities);
        }
    }

    /// Loads the new model, then puts it in the place of the old one.
    @Override
    public void onModel(Model model) {
        replace(OnnxModel.load(model));
        ready.countDown();
    }

    /// Waits for the first model.
    ///
    /// @return whether there is one
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return ready.await(timeout, unit);
    }

    /// The prediction of the model in production for one row.
    ///
    /// @throws IllegalStateException if there is no model yet, or it tells classes
    public Answer predict(Map<String, ? extends @Nullable Object> row) {
        return ask(model -> new Answer(model.predict(row), model.model()));
    }

    /// The class that the model in production tells for one row.
    ///
    /// @throws IllegalStateException if there is no model yet, or it predicts a number
    public Classified classify(Map<String, ? extends @Nullable Object> row) {
        return ask(model -> {
            double[] probabilities = model.probabilities(row);
            return new Classified(
                    OnnxModel.mostProbable(probabilities),
                    Arrays.stream(probabilities).boxed().toList(),
                    model.model());
        });
    }

    private <T> T ask(Function<OnnxModel, T> question) {
        swap.readLock().lock();
        try {
            OnnxModel model = current;
            if (model == null) {
                throw new IllegalStateException("No model is in production yet: await the first one");
            }
            return question.apply(model);
        } finally {
            swap.readLock().unlock();
        }
    }

    @Override
    public void close() {
        replace(null);
    }

    private void replace(@Nullable OnnxModel next) {
        OnnxModel before;
        swap.writeLock().lock();
        try {
            before = current;
            current = next;
        } finally {
            swap.writeLock().unlock();
        }
        if (before != null) {
            before.close();
        }
    }
}
