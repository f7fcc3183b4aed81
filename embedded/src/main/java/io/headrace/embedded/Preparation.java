package io.headrace.embedded;

/// What to do with a server as soon as it is up, while others are still starting.
public interface Preparation {

    /// Nothing.
    Preparation NONE = new Preparation() {
        @Override
        public void database(EmbeddedPostgres postgres) {}

        @Override
        public void topics(EmbeddedKafka kafka) {}
    };

    void database(EmbeddedPostgres postgres);

    void topics(EmbeddedKafka kafka);
}
