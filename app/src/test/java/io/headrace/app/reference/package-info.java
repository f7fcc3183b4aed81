/// Keeps `docs/reference` in step with the code: a page is written from it, or says something of everything there is.
@NullMarked
package io.headrace.app.reference;

import org.jspecify.annotations.NullMarked;
