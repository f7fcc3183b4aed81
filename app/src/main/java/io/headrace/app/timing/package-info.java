/// How long commits take to whoever waits for them: one process's clock, an open loop, nearest-rank percentiles.
@NullMarked
package io.headrace.app.timing;

import org.jspecify.annotations.NullMarked;
