/// What a pipeline may say, and what becomes of a row of `headrace.pipeline`.
@NullMarked
package io.headrace.pipelines.core;

import org.jspecify.annotations.NullMarked;
