/// Events as changes of rows: pure, so that a live projection and a rebuild years later write the same.
@NullMarked
package io.headrace.registry.fold;

import org.jspecify.annotations.NullMarked;
