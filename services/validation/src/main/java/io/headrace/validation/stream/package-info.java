/// Validation between its topics and its rules: messages to commands, events to messages.
@NullMarked
package io.headrace.validation.stream;

import org.jspecify.annotations.NullMarked;
