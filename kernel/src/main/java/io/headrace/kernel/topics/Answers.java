package io.headrace.kernel.topics;

import io.headrace.kernel.Unavailable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;

/// What Kafka answers to an administrator.
public final class Answers {

    private Answers() {}

    /// Waits for an answer; a refusal is thrown as it is.
    ///
    /// @throws Unavailable if none comes, or this thread is interrupted
    public static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RetriableException away -> new Unavailable("Kafka does not answer: " + away.getMessage(), away);
                case RuntimeException other -> other;
                case null -> new IllegalStateException(e);
                case Throwable other -> new IllegalStateException(other);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while Kafka was asked", e);
        }
    }
}
