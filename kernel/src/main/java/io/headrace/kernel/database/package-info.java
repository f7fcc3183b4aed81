/// The database: its address, its pool, its migrations.
@NullMarked
package io.headrace.kernel.database;

import org.jspecify.annotations.NullMarked;
