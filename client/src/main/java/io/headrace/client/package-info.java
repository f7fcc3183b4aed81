/// What a subscriber depends on: the model in production, now and at each deployment.
///
/// ```
/// headrace.live ──► LiveTopic ──► LiveModels ──► Delivery ──► your ModelListener
///  (compacted)     reads, one     Avro → Model,   never backwards,
///                  thread each    SHA-256         retries
///
/// headrace.pipeline … .letter ──► EventTopics ──► Events ──► your EventListener
///                                from a Start     Avro → Event
/// ```
/// Start at [Headrace].
@NullMarked
package io.headrace.client;

import org.jspecify.annotations.NullMarked;
