/// Files of rows, for people and other programs: Parquet, Avro, CSV.
@NullMarked
package io.headrace.worker.rowfile;

import org.jspecify.annotations.NullMarked;
