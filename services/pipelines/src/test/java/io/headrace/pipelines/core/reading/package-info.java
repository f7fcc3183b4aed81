@NullMarked
package io.headrace.pipelines.core.reading;

import org.jspecify.annotations.NullMarked;
