@NullMarked
package io.headrace.training.run;

import org.jspecify.annotations.NullMarked;
