/// What an installation is told by a file and by variables.
@NullMarked
package io.headrace.app.config;

import org.jspecify.annotations.NullMarked;
