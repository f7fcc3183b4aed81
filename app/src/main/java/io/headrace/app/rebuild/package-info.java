/// `headrace rebuild`: what was made from the topics, made again.
@NullMarked
package io.headrace.app.rebuild;

import org.jspecify.annotations.NullMarked;
