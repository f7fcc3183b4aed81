package io.headrace.dataset.stream;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.RowExpectation;
import io.headrace.dataset.core.Watch;
import io.headrace.events.Expectation;
import io.headrace.events.FeatureType;
import io.headrace.events.ModelDeployed;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineSpec;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import io.headrace.exact.NullRule;
import io.headrace.exact.Transform;
import io.headrace.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The revisions on one source's tables whose statistics are kept: of each pipeline the newest, and the champion's.
///
/// Written by the thread that reads global topics, read by all others.
public final class PipelineCatalog {

    private final String source;
    private final Map<String, SortedMap<Integer, Declaration>> accepted = new HashMap<>();
    private final Map<String, Integer> champions = new HashMap<>();
    private volatile List<Declaration> kept = List.of();

    public PipelineCatalog(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    /// The declarations to keep statistics of; another list only when they changed.
    public List<Declaration> kept() {
        return kept;
    }

    /// Takes a revision in.
    ///
    /// @param origin unique for the event
    public synchronized void take(PipelineAccepted event, String origin) {
        PipelineSpec spec = event.getSpec();
        SortedMap<Integer, Declaration> revisions =
                accepted.computeIfAbsent(event.getPipeline(), name -> new TreeMap<>());
        // Older by event, though perhaps not by number: a pipeline that moves to another source is gone from this one.
        revisions.tailMap(event.getRevision()).clear();
        if (spec.getSource().equals(source)) {
            RevisionId id = new RevisionId(event.getPipeline(), event.getRevision());
            revisions.put(event.getRevision(), declaration(id, origin, spec));
        }
        refresh();
    }

    public synchronized void take(PipelineDeleted event) {
        accepted.remove(event.getPipeline());
        champions.remove(event.getPipeline());
        refresh();
    }

    public synchronized void take(ModelDeployed event) {
        champions.put(event.getPipeline(), event.getRevision());
        refresh();
    }

    private void refresh() {
        List<Declaration> now = new ArrayList<>();
        accepted.forEach((pipeline, revisions) -> {
            Integer champion = champions.get(pipeline);
            revisions.forEach((number, declaration) -> {
                if (number.equals(champion) || number.equals(revisions.lastKey())) {
                    now.add(declaration);
                }
            });
        });
        if (!now.equals(kept)) {
            kept = List.copyOf(now);
        }
    }

    /// What a specification wants to know of its table.
    ///
    /// @param origin see [Declaration#origin]
    public static Declaration declaration(RevisionId id, String origin, PipelineSpec spec) {
        List<Feature> features =
                spec.getFeatures().stream().map(PipelineCatalog::feature).toList();
        int dot = spec.getTable().indexOf('.');
        String topic = Topics.rows(
                spec.getSource(),
                spec.getTable().substring(0, dot),
                spec.getTable().substring(dot + 1));
        return new Declaration(
                id,
                origin,
                spec.getTable(),
                topic,
                new Encoding(features, label(spec), spec.getNulls().getConstant()),
                spec.getSplit().getTestShare(),
                spec.getSplit().getBy(),
                new Watch(
                        spec.getExpect().stream()
                                .map(PipelineCatalog::expectation)
                                .toList(),
                        spec.getTrigger().getColumns(),
                        spec.getSlices()));
    }

    private static Label label(PipelineSpec spec) {
        return new Label(spec.getLabel(), kind(spec.getLabelType()), spec.getLabelValues());
    }

    private static RowExpectation expectation(Expectation expectation) {
        return switch (expectation.getRule()) {
            case BETWEEN ->
                new RowExpectation.Between(expectation.getColumn(), expectation.getLow(), expectation.getHigh());
            case NULLS_AT_MOST -> new RowExpectation.Present(expectation.getColumn());
            case ROWS_CHANGE_AT_MOST -> new RowExpectation.Anything();
        };
    }

    private static Feature feature(io.headrace.events.Feature feature) {
        Transform transform = transform(feature.getTransform());
        return new Feature(
                feature.getColumn(),
                transform instanceof Transform.DateParts ? Feature.Kind.DATE : kind(feature.getType()),
                feature.getValues(),
                nulls(feature.getNulls()),
                transform,
                feature.getTransform() != null && feature.getTransform().getStandardize());
    }

    private static Transform transform(io.headrace.events.@Nullable Transform asked) {
        return asked == null ? Transform.NONE : Transform.of(asked.getLog(), asked.getBuckets(), asked.getDateParts());
    }

    private static @Nullable NullRule nulls(io.headrace.events.@Nullable NullRule rule) {
        if (rule == null) {
            return null;
        }
        if (rule.getMean()) {
            return new NullRule.Mean();
        }
        if (rule.getMedian()) {
            return new NullRule.Median();
        }
        Double constant = rule.getConstant();
        return constant == null ? new NullRule.Exclude() : new NullRule.Constant(constant);
    }

    private static Feature.Kind kind(FeatureType type) {
        return switch (type) {
            case NUMERIC -> Feature.Kind.NUMERIC;
            case BOOLEAN -> Feature.Kind.BOOLEAN;
            case CATEGORICAL -> Feature.Kind.CATEGORICAL;
        };
    }
}
