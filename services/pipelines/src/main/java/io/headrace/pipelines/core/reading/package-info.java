/// From a tree of maps, lists and scalars to a [io.headrace.pipelines.core.PipelineSpec], with every problem found.
///
/// The same code reads a YAML file for `headrace apply` and a row of `headrace.pipeline`, so one cannot
/// accept what the other refuses.
@NullMarked
package io.headrace.pipelines.core.reading;

import org.jspecify.annotations.NullMarked;
