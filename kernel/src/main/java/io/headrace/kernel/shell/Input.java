package io.headrace.kernel.shell;

import io.headrace.kernel.database.SqlWork;

/// A command for one aggregate, and why it is given.
///
/// @param alongside runs in the decision's transaction, before the decision
public record Input<C>(String aggregateId, Cause cause, C command, SqlWork alongside) {

    public Input(String aggregateId, Cause cause, C command) {
        this(aggregateId, cause, command, SqlWork.NONE);
    }
}
