/// The names that every service and subscriber shares: topics and record headers.
@NullMarked
package io.headrace.schemas;

import org.jspecify.annotations.NullMarked;
