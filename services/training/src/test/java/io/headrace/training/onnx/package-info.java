@NullMarked
package io.headrace.training.onnx;

import org.jspecify.annotations.NullMarked;
