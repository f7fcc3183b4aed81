/// The `headrace` command.
///
/// [io.headrace.app.Headrace] is its root; each subcommand is a class of its own and acts on the running `up` of a
/// data folder, which it finds through [io.headrace.app.Environment].
@NullMarked
package io.headrace.app;

import org.jspecify.annotations.NullMarked;
