/// What a source database says about its tables.
@NullMarked
package io.headrace.pipelines.catalogue;

import org.jspecify.annotations.NullMarked;
