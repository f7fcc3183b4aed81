package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Target;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.events.Cut;
import io.headrace.events.DatasetVersion;
import java.util.Comparator;
import java.util.Map;
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
        Declaration declaration = history.declaration(revision);
        return number == null
                ? newest(site, declaration)
                : new DatasetChoice(declaration, cut(site, history.source(revision), number), null);
    }

    private static DatasetChoice ofVersion(Site site, String pipeline, long version) {
        EventHistory history = EventHistory.read(
                site, announced -> announced.pipeline().equals(pipeline) && announced.version() == version);
        Announced announced = history.versions().stream()
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed(
                        "there is no version %d of %s; `headrace describe %s` lists the versions there are"
                                .formatted(version, pipeline, pipeline)));
        if (!history.canBeTrained(announced)) {
            throw CommandFailure.failed(
                    "%s: %s".formatted(announced.name(), String.join("; ", history.problems(announced))));
        }
        return new DatasetChoice(
                history.declaration(new RevisionId(pipeline, announced.revision())),
                announced.cut(),
                announced.training().datasetDigest());
    }

    private static DatasetChoice newest(Site site, Declaration declaration) {
        try (DatasetVersions versions = new DatasetVersions(site)) {
            versions.look();
            DatasetVersion newest = versions.newest(declaration.id())
                    .orElseThrow(() -> CommandFailure.failed(
                            "no rows of %s were read yet; `headrace status` says what it waits for"
                                    .formatted(declaration.id())));
            return new DatasetChoice(declaration, newest.getCut(), DatasetVersions.digest(newest));
        }
    }

    private static Cut cut(Site site, String source, long number) {
        Map<Long, Cut> found = EventHistory.cuts(site, source, Set.of(number));
        return found.values().stream()
                .findFirst()
                .orElseThrow(() ->
                        CommandFailure.failed("cut %d is not in the list of cuts of %s; `headrace describe PIPELINE@N`"
                                        .formatted(number, source)
                                + " names the cut of a version"));
    }
}
