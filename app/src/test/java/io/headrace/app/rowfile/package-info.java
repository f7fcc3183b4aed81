@NullMarked
package io.headrace.app.rowfile;

import org.jspecify.annotations.NullMarked;
