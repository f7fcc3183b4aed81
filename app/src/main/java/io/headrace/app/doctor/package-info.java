/// `headrace doctor`: is everything as Headrace needs it?
@NullMarked
package io.headrace.app.doctor;

import org.jspecify.annotations.NullMarked;
