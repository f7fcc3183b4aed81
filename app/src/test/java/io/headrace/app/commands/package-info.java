@NullMarked
package io.headrace.app.commands;

import org.jspecify.annotations.NullMarked;
