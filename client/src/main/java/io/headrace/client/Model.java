package io.headrace.client;

import java.time.Instant;
import java.util.Optional;

/// A model in production: its bytes are those that were validated, their SHA-256 has been checked.
public final class Model {

    private final Deployment deployment;
    private final Origin origin;
    private final Artifact artifact;

    Model(Deployment deployment, Origin origin, Artifact artifact) {
        this.deployment = deployment;
        this.origin = origin;
        this.artifact = artifact;
    }

    /// Identifies this deployment; the same however often it is delivered.
    public String id() {
        return deployment.id();
    }

    public String pipeline() {
        return origin.pipeline();
    }

    /// 1, 2, 3… per pipeline. A rollback brings a smaller one than before.
    public long version() {
        return origin.version();
    }

    /// The revision of the pipeline that it was trained by.
    public int revision() {
        return origin.revision();
    }

    /// Up to where it has seen the source.
    public Cut cut() {
        return origin.cut();
    }

    /// Grows with each deployment of the pipeline, rollbacks too.
    public long deployment() {
        return deployment.number();
    }

    public Instant deployedAt() {
        return deployment.at();
    }

    /// Of the deciding span, by W3C trace context: a span of yours that has it for a parent goes on with the trace that
    /// began with the COMMIT. Empty: an older Headrace deployed the model.
    public Optional<String> traceparent() {
        return deployment.traceparent();
    }

    /// Of the bytes, in hex.
    public String sha256() {
        return artifact.sha256();
    }

    /// The artifact, ONNX: a copy.
    public byte[] bytes() {
        return artifact.bytes();
    }

    @Override
    public String toString() {
        return "%s v%d (deployment %d, cut %d of %s, sha256 %s)"
                .formatted(pipeline(), version(), deployment(), cut().number(), cut().source(), sha256());
    }

    /// The decision that put it into production.
    ///
    /// @param id of its event
    record Deployment(String id, long number, Instant at, Optional<String> traceparent) {}

    /// Which version it is and where it comes from.
    record Origin(String pipeline, long version, int revision, Cut cut) {}
}
