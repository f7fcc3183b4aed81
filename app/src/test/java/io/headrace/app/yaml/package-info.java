@NullMarked
package io.headrace.app.yaml;

import org.jspecify.annotations.NullMarked;
