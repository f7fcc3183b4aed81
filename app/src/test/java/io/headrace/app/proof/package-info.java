@NullMarked
package io.headrace.app.proof;

import org.jspecify.annotations.NullMarked;
