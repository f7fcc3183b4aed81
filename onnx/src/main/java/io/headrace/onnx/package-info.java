/// ONNX graphs, written and read field by field, so that equal graphs have equal bytes.
@NullMarked
package io.headrace.onnx;

import org.jspecify.annotations.NullMarked;
