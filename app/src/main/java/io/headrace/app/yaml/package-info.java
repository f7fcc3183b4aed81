/// Files that people write, read with the line of every value.
@NullMarked
package io.headrace.app.yaml;

import org.jspecify.annotations.NullMarked;
