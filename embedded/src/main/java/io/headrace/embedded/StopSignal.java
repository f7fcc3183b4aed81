package io.headrace.embedded;

/// The signal on which a server stops cleanly.
enum StopSignal {
    /// PostgreSQL's fast shutdown. Its TERM would wait for every client.
    INT("QUIT"),
    TERM("KILL");

    private final String atOnce;

    StopSignal(String atOnce) {
        this.atOnce = atOnce;
    }

    /// The signal that ends it without delay, as a crash would. KILL would leave PostgreSQL's backends behind, and
    /// none can start beside them.
    String atOnce() {
        return atOnce;
    }
}
