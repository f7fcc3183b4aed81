@NullMarked
package io.headrace.pipelines.core;

import org.jspecify.annotations.NullMarked;
