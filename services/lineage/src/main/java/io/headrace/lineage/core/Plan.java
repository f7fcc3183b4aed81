package io.headrace.lineage.core;

/// What a revision of a pipeline says of its runs.
///
/// @param source that has the table
/// @param table `schema.table`
/// @param label the column that its models predict
/// @param trainer its kind, or the name of a program
/// @param isOnWorker whether workers make its runs, which are told of when they begin; else a run begins and ends in
///     one decision
public record Plan(String source, String table, String label, String trainer, boolean isOnWorker) {}
