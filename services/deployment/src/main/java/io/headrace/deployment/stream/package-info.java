/// Deployment between its topics and its rules: messages to commands, events to messages, and the models' bytes.
@NullMarked
package io.headrace.deployment.stream;

import org.jspecify.annotations.NullMarked;
