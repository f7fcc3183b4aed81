/// Running a trainer that is a program of somebody else, in a folder of files. See
/// `docs/how-to/external-trainer.md`.
@NullMarked
package io.headrace.worker.external;

import org.jspecify.annotations.NullMarked;
