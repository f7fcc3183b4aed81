@NullMarked
package io.headrace.pipelines.catalogue;

import org.jspecify.annotations.NullMarked;
