@NullMarked
package io.headrace.app.config;

import org.jspecify.annotations.NullMarked;
