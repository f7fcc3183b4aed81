package io.headrace.embedded;

/// The signal on which a server stops cleanly.
enum StopSignal {
    /// PostgreSQL's fast shutdown. Its TERM would wait for every client.
    INT,
    TERM
}
