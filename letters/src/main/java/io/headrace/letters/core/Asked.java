package io.headrace.letters.core;

/// What somebody asked about a letter.
///
/// @param requestId primary key of the request
/// @param letter what people call it: `training@17`
/// @param service which could not take it
/// @param origin where its record stood; empty: unknown
/// @param reason why they ask; may be empty
public record Asked(String requestId, String letter, String service, String origin, String reason, String by) {}
