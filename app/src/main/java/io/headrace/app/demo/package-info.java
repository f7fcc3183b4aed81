/// `headrace demo`: the loop, told as a story on 50,000 rows and real servers.
@NullMarked
package io.headrace.app.demo;

import org.jspecify.annotations.NullMarked;
