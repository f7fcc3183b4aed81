package io.headrace.app.proof;

import io.headrace.app.proof.Announced.Kept;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.PipelineCatalog;
import io.headrace.events.ArtifactsPruned;
import io.headrace.events.Cut;
import io.headrace.events.ModelTrained;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineSpec;
import io.headrace.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the event topics say of model versions. A revision's number never means two things, so it names its
/// specification for ever.
///
/// @param versions those that are wanted, in the order of their events
/// @param first the offset of the first event of each version, by `pipeline@version`
/// @param cuts from the lists of cuts: those of the versions
record EventHistory(
        List<Announced> versions,
        Map<String, Long> first,
        Map<RevisionId, PipelineSpec> specifications,
        Map<CutId, Cut> cuts) {

    /// Names a cut: sources number theirs apart.
    record CutId(String source, long number) {
        static CutId of(Cut cut) {
            return new CutId(cut.getSource(), cut.getNumber());
        }
    }

    /// Reads it.
    static EventHistory read(Site site, Predicate<Announced> wanted) {
        List<Announced> versions = versions(site, wanted);
        Map<RevisionId, PipelineSpec> specifications = new HashMap<>();
        site.messages(Topics.PIPELINE, (message, offset) -> {
            if (message instanceof PipelineAccepted accepted) {
                specifications.put(new RevisionId(accepted.getPipeline(), accepted.getRevision()), accepted.getSpec());
            }
        });
        Map<String, Set<Long>> wantedCuts = versions.stream()
                .map(Announced::cut)
                .collect(Collectors.groupingBy(Cut::getSource, Collectors.mapping(Cut::getNumber, Collectors.toSet())));
        Map<CutId, Cut> cuts = new HashMap<>();
        wantedCuts.forEach((source, numbers) ->
                cuts(site, source, numbers).forEach((number, cut) -> cuts.put(new CutId(source, number), cut)));
        Map<String, Long> first = new HashMap<>();
        versions.forEach(version -> first.putIfAbsent(version.name(), version.offset()));
        return new EventHistory(List.copyOf(versions), first, specifications, cuts);
    }

    private static List<Announced> versions(Site site, Predicate<Announced> wanted) {
        List<Announced> versions = new ArrayList<>();
        Set<String> pruned = new HashSet<>();
        site.messages(Topics.TRAINING, (message, offset) -> {
            if (message instanceof ModelTrained trained) {
                Announced version = Announced.of(trained, offset);
                if (wanted.test(version)) {
                    versions.add(version);
                }
            }
            if (message instanceof ArtifactsPruned gone) {
                gone.getVersions().forEach(version -> pruned.add(gone.getPipeline() + "@" + version));
            }
        });
        boolean isInline = versions.stream().noneMatch(EventHistory::lacksBytes);
        ArtifactStock stock = isInline ? new ArtifactStock() : ArtifactStock.read(site);
        versions.replaceAll(version -> lacksBytes(version)
                ? version.with(
                        pruned.contains(version.name())
                                ? new Kept.Pruned()
                                : stock.kept(
                                        version.pipeline(), version.artifact().sha256()))
                : version);
        return versions;
    }

    private static boolean lacksBytes(Announced version) {
        return version.artifact().kept() instanceof Kept.Missing;
    }

    /// Those cuts of a source that have these numbers and are listed.
    static Map<Long, Cut> cuts(Site site, String source, Set<Long> numbers) {
        Map<Long, Cut> cuts = new HashMap<>();
        site.messages(Topics.cuts(source), (message, offset) -> {
            if (message instanceof Cut cut && numbers.contains(cut.getNumber())) {
                cuts.put(cut.getNumber(), cut);
            }
        });
        return cuts;
    }

    @Nullable
    PipelineSpec specification(Announced version) {
        return specifications.get(new RevisionId(version.pipeline(), version.revision()));
    }

    /// What a revision whose specification is known wants to know of its table.
    Declaration declaration(RevisionId revision) {
        return PipelineCatalog.declaration(revision, revision.toString(), known(revision));
    }

    /// The source of its table.
    String source(RevisionId revision) {
        return known(revision).getSource();
    }

    private PipelineSpec known(RevisionId revision) {
        return Objects.requireNonNull(
                specifications.get(revision), () -> revision + " has no specification, and was let through");
    }

    /// Whether it is known what to train and from which rows.
    boolean canBeTrained(Announced version) {
        return specification(version) != null && cuts.containsKey(CutId.of(version.cut()));
    }

    private static Optional<String> artifactProblem(Announced.Artifact artifact) {
        return switch (artifact.kept()) {
            case Kept.Pruned() -> Optional.empty();
            case Kept.Bytes(String own) ->
                own.equals(artifact.sha256())
                        ? Optional.empty()
                        : Optional.of("artifact: the event says SHA-256 %s, its bytes have %s"
                                .formatted(artifact.sha256(), own));
            case Kept.Missing() ->
                Optional.of(
                        "artifact: %s does not hold the bytes with SHA-256 %s, and no event says that they were pruned"
                                .formatted(Topics.ARTIFACT, artifact.sha256()));
        };
    }

    /// What is wrong with a version's event before anything is trained, a sentence each.
    List<String> problems(Announced version) {
        List<String> problems = new ArrayList<>();
        if (!Objects.equals(first.get(version.name()), version.offset())) {
            problems.add("version: an earlier event announces it already");
        }
        artifactProblem(version.artifact()).ifPresent(problems::add);
        if (specification(version) == null) {
            problems.add("revision: %s never accepted revision %d of %s"
                    .formatted(Topics.PIPELINE, version.revision(), version.pipeline()));
        }
        Optional.ofNullable(cuts.get(CutId.of(version.cut())))
                .ifPresentOrElse(
                        cut -> {
                            if (!Objects.equals(cut, version.cut())) {
                                problems.add(
                                        "cut: the event says %s, the list of cuts %s".formatted(version.cut(), cut));
                            }
                        },
                        () -> problems.add("cut: %d is not in the list of cuts"
                                .formatted(version.cut().getNumber())));
        return problems;
    }
}
