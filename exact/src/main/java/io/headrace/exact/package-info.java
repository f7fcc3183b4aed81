/// Statistics without rounding: what a model is trained from, kept so that the order of changes cannot be seen.
///
/// - [io.headrace.exact.Encoding] turns a row into numbers; dataset and training share it.
/// - [io.headrace.exact.GramMatrix] sums products of those numbers as wide integers, and takes them away again;
///   [io.headrace.exact.Moments] are those of one column.
/// - [io.headrace.exact.LtHash] is a digest of the rows as a set: adding and removing one costs the same.
/// - [io.headrace.exact.Ridge] solves for coefficients, [io.headrace.exact.Evaluation] measures them.
///
/// Plain JDK; no clock, no random, no input or output. The same rows give the same bits on every machine.
@NullMarked
package io.headrace.exact;

import org.jspecify.annotations.NullMarked;
