/// What others see of a process: whether it is healthy, and its figures for Prometheus.
@NullMarked
package io.headrace.app.watch;

import org.jspecify.annotations.NullMarked;
