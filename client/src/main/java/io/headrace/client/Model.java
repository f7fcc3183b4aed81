package io.headrace.client;

import java.time.Instant;

/// A model in production: its bytes are those that were validated, their SHA-256 has been checked.
public final class Model {

    private final String id;
    private final Origin origin;
    private final long deployment;
    private final Instant deployedAt;
    private final Artifact artifact;

    Model(String id, Origin origin, long deployment, Instant deployedAt, Artifact artifact) {
        this.id = id;
        this.origin = origin;
        this.deployment = deployment;
        this.deployedAt = deployedAt;
        this.artifact = artifact;
    }

    /// Identifies this deployment; the same however often it is delivered.
    public String id() {
        return id;
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
        return deployment;
    }

    public Instant deployedAt() {
        return deployedAt;
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
                .formatted(pipeline(), version(), deployment, cut().number(), cut().source(), sha256());
    }

    /// Which version it is and where it comes from.
    record Origin(String pipeline, long version, int revision, Cut cut) {}
}
