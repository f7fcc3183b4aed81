/// The promises, shown on the data that is there: `verify` compares tables, topics and datasets, `reproduce` trains
/// versions again. Both read topics from their beginnings and use nothing that a service keeps.
@NullMarked
package io.headrace.app.proof;

import org.jspecify.annotations.NullMarked;
