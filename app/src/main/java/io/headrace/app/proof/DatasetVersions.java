package io.headrace.app.proof;

import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.events.DatasetVersion;
import io.headrace.exact.LtHash;
import io.headrace.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The newest dataset version of each revision, as the dataset announced it. Not thread-safe.
final class DatasetVersions implements AutoCloseable {

    private final Site site;
    private final TopicLog log;
    private final Map<RevisionId, DatasetVersion> newest = new HashMap<>();

    DatasetVersions(Site site) {
        this.site = site;
        this.log = site.log(Topics.DATASET);
    }

    /// Reads what came since the last time.
    void look() {
        site.messages(log, log.ends(), (message, offset) -> {
            if (message instanceof DatasetVersion version) {
                newest.put(new RevisionId(version.getPipeline(), version.getRevision()), version);
            }
        });
    }

    Optional<DatasetVersion> newest(RevisionId revision) {
        return Optional.ofNullable(newest.get(revision));
    }

    /// The digest of a version's rows, SHA-256 in hex.
    static String digest(DatasetVersion version) {
        ByteBuffer state = version.getDigest();
        byte[] bytes = new byte[state.remaining()];
        state.duplicate().get(bytes);
        return LtHash.fromBytes(bytes).sha256();
    }

    @Override
    public void close() {
        log.close();
    }
}
