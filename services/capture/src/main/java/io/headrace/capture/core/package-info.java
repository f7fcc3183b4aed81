/// What capture knows, in plain values: shapes of rows, snapshots, the durable state. Nothing here does input or
/// output.
@NullMarked
package io.headrace.capture.core;

import org.jspecify.annotations.NullMarked;
