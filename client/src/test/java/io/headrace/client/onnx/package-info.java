@NullMarked
package io.headrace.client.onnx;

import org.jspecify.annotations.NullMarked;
