/// The rules of dead letters, free of input and output.
///
/// ```
///  ┌──────┐  Replay: ReplayBegun, and then as the service fares:
///  │ Open │ ─── Finish: LetterReplayed ───► Settled
///  │      │ ─── Keep:   LetterKept     ───► Open
///  └──────┘ ─── Discard: LetterDiscarded ─► Settled
/// ```
@NullMarked
package io.headrace.letters.core;

import org.jspecify.annotations.NullMarked;
