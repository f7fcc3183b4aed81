/// Spans of this process to a collector, by OTLP. The one place that knows OpenTelemetry.
@NullMarked
package io.headrace.app.traces;

import org.jspecify.annotations.NullMarked;
