/// `headrace up`: the servers, the tables, the topics and every service, in one data folder.
@NullMarked
package io.headrace.app.up;

import org.jspecify.annotations.NullMarked;
