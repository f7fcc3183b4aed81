/// What a model is worth on the rows of a test split, whoever made it.
@NullMarked
package io.headrace.worker.scoring;

import org.jspecify.annotations.NullMarked;
