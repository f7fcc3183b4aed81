package io.headrace.worker.job;

import io.headrace.worker.core.Made;

/// How an attempt at a job ended.
sealed interface Ending {

    /// With a model, or with a reason why there is none.
    record Done(Made.Result result) implements Ending {}

    /// Nobody wants it any more, or another worker has it.
    record Stopped() implements Ending {}

    /// Not yet: what it needs is still on its way.
    record NotYet(String what) implements Ending {}
}
