/// The commands that act on a running `up`: they write rows of `headrace.pipeline` and `headrace.request`, and read
/// `headrace_registry` and the event topics, as any other client does.
@NullMarked
package io.headrace.app.commands;

import org.jspecify.annotations.NullMarked;
