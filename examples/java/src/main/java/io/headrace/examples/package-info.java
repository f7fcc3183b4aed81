/// A service that answers from the model in production.
@NullMarked
package io.headrace.examples;

import org.jspecify.annotations.NullMarked;
