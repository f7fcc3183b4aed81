/// Real servers for the tests of services.
@NullMarked
package io.headrace.kernel.real;

import org.jspecify.annotations.NullMarked;
