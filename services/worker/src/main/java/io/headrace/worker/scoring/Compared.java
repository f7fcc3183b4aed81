package io.headrace.worker.scoring;

/// Rows with a model's answers, to be scored.
sealed interface Compared permits Errors, Answers {

    Score score();
}
