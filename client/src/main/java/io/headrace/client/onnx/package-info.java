/// Answers from a model by ONNX Runtime, which you add yourself: `com.microsoft.onnxruntime:onnxruntime`.
@NullMarked
package io.headrace.client.onnx;

import org.jspecify.annotations.NullMarked;
