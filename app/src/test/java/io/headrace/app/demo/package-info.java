@NullMarked
package io.headrace.app.demo;

import org.jspecify.annotations.NullMarked;
