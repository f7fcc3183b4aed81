/// Makes the runs that take longer than a decision: those of trees, and of trainers that are programs of their own.
///
/// ```
/// headrace.training ──RunQueued──► headrace.job ──taken by a lease──► rows, model, figures ──JobFinished──►
/// headrace.worker
///                   ──RunCancelled─────► gone
/// ```
/// Any number of copies come and go. What a run means is decided by training, when it hears of its end.
@NullMarked
package io.headrace.worker;

import org.jspecify.annotations.NullMarked;
