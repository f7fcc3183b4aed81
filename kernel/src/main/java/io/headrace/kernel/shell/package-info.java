/// A decider on its database: one transaction per input, once, whatever is killed.
///
/// Start with [io.headrace.kernel.shell.DecisionShell]; a service describes itself in a
/// [io.headrace.kernel.shell.DeciderBinding].
@NullMarked
package io.headrace.kernel.shell;

import org.jspecify.annotations.NullMarked;
