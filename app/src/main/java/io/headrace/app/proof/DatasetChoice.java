package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Target;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.PipelineCatalog;
import io.headrace.events.Cut;
import io.headrace.events.DatasetVersion;
import io.headrace.events.PipelineSpec;
import io.headrace.exact.LtHash;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which rows are wanted: those of a revision at a cut.
///
/// @param digest what they were announced with, SHA-256 in hex; null: that cut was not announced
record DatasetChoice(
        Declaration declaration, Cut cut, @Nullable String digest) {

    /// What a person asked for; a [CommandFailure] where there is no such dataset.
    ///
    /// @param number of a cut, for a pipeline as it is specified now; null: of the version, else of its newest rows
    static DatasetChoice of(Site site, Target target, @Nullable Long number) {
        Long version = target.version();
        if (version != null) {
            return ofVersion(site, target.pipeline(), version);
        }
        EventHistory history = EventHistory.read(site, _ -> false);
        RevisionId revision = history.specifications().keySet().stream()
                .filter(id -> id.pipeline().equals(target.pipeline()))
                .max(Comparator.comparingInt(RevisionId::number))
                .orElseThrow(() -> CommandFailure.failed(
                        "there is no pipeline %s; `headrace get` lists those there are".formatted(target.pipeline())));
        PipelineSpec specification =
                Objects.requireNonNull(history.specifications().get(revision));
        return number == null
                ? newest(site, revision, specification)
                : new DatasetChoice(declaration(revision, specification), cut(site, specification, number), null);
    }

    private static DatasetChoice ofVersion(Site site, String pipeline, long version) {
        EventHistory history = EventHistory.read(
                site, announced -> announced.pipeline().equals(pipeline) && announced.version() == version);
        Announced announced = history.versions().stream()
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed(
                        "there is no version %d of %s; `headrace describe %s` lists the versions there are"
                                .formatted(version, pipeline, pipeline)));
        PipelineSpec specification = history.specification(announced);
        if (specification == null || !history.canBeTrained(announced)) {
            throw CommandFailure.failed(
                    "%s: %s".formatted(announced.name(), String.join("; ", history.problems(announced))));
        }
        return new DatasetChoice(
                declaration(new RevisionId(pipeline, announced.revision()), specification),
                announced.cut(),
                announced.training().datasetDigest());
    }

    private static DatasetChoice newest(Site site, RevisionId revision, PipelineSpec specification) {
        try (DatasetVersions versions = new DatasetVersions(site)) {
            versions.look();
            DatasetVersion newest = versions.newest(revision)
                    .orElseThrow(() -> CommandFailure.failed(
                            "no rows of %s were read yet; `headrace status` says what it waits for"
                                    .formatted(revision)));
            byte[] digest = new byte[newest.getDigest().remaining()];
            newest.getDigest().duplicate().get(digest);
            return new DatasetChoice(
                    declaration(revision, specification),
                    newest.getCut(),
                    LtHash.fromBytes(digest).sha256());
        }
    }

    private static Cut cut(Site site, PipelineSpec specification, long number) {
        Map<Long, Cut> found = EventHistory.cuts(site, specification.getSource(), Set.of(number));
        return found.values().stream()
                .findFirst()
                .orElseThrow(() ->
                        CommandFailure.failed("cut %d is not in the list of cuts of %s; `headrace describe PIPELINE@N`"
                                        .formatted(number, specification.getSource())
                                + " names the cut of a version"));
    }

    private static Declaration declaration(RevisionId revision, PipelineSpec specification) {
        return PipelineCatalog.declaration(revision, revision.toString(), specification);
    }

    List<Declaration> declarations() {
        return List.of(declaration);
    }
}
