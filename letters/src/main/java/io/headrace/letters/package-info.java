/// Dead letters, settled: what people ask about the letters of a service is carried out by that service.
///
/// ```
/// headrace.request: replay, discard ──► RequestDesk, within the service ──► LetterReplayed, LetterDiscarded or
/// headrace.<service>.dead-letters ────────────┘                             LetterKept, and RequestAnswered
/// ```
/// A letter is an aggregate with a decider of its own. That a letter is settled, what its record asks of the service,
/// the answer and the events are one transaction: so a letter takes effect once, whoever asks how often.
@NullMarked
package io.headrace.letters;

import org.jspecify.annotations.NullMarked;
