/// Linear models as ONNX: graph, weights and input schema alone, so that equal models have equal bytes.
@NullMarked
package io.headrace.training.onnx;

import org.jspecify.annotations.NullMarked;
