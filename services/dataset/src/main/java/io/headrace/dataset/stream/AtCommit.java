package io.headrace.dataset.stream;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/// Calls back before every commit of its task, so that state which changes with every row is written once a commit.
///
/// It is a store that stores nothing. Streams empties the caches of a task's stores before it commits; a cache is known
/// by [CachedStateStore], which is not public API: the build pins the version of Kafka, and tests fail if the call
/// does not come.
final class AtCommit implements StateStore, CachedStateStore<byte[], byte[]> {

    private final String name;
    private Runnable save = () -> {};
    private boolean isOpen;

    private AtCommit(String name) {
        this.name = name;
    }

    static StoreBuilder<AtCommit> builder(String name) {
        return new Builder(name);
    }

    void call(Runnable save) {
        this.save = save;
    }

    @Override
    public void flushCache() {
        save.run();
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        isOpen = true;
    }

    @Override
    public void close() {
        isOpen = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    private record Builder(String name) implements StoreBuilder<AtCommit> {

        @Override
        public AtCommit build() {
            return new AtCommit(name);
        }

        @Override
        public StoreBuilder<AtCommit> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<AtCommit> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<AtCommit> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<AtCommit> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
