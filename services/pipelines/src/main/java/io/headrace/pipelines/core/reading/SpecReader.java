package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.PipelineSpec.Approval;
import io.headrace.pipelines.core.PipelineSpec.Expectation;
import io.headrace.pipelines.core.PipelineSpec.Feature;
import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.FitKind;
import io.headrace.pipelines.core.PipelineSpec.Forget;
import io.headrace.pipelines.core.PipelineSpec.Gate;
import io.headrace.pipelines.core.PipelineSpec.Label;
import io.headrace.pipelines.core.PipelineSpec.Nulls;
import io.headrace.pipelines.core.PipelineSpec.Split;
import io.headrace.pipelines.core.PipelineSpec.Trainer;
import io.headrace.pipelines.core.PipelineSpec.Transform;
import io.headrace.pipelines.core.PipelineSpec.Trigger;
import io.headrace.pipelines.core.reading.Reading.Columns;
import io.headrace.pipelines.core.reading.Reading.PlacedFeature;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one specification and notes every problem on the way.
public final class SpecReader {

    private static final List<String> KEYS =
            List.of("pipeline", "dataset", "trainer", "trigger", "gates", "rollout", "forget", "expect", "slices");
    private static final List<String> DATASET_KEYS = List.of("source", "table", "label", "features", "nulls", "split");

    /// The name is a topic key, a file name and an argument in a shell.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    /// The name of the table becomes the name of a topic, which Kafka limits.
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]*");

    private static final Columns NOTHING = new Columns(null, null, null, List.of(), null);
    private static final String EXTERNAL_NULLS =
            "rows with nulls can only be excluded for an external trainer: write exclude";
    private static final double DEFAULT_SHARE = 0.2;

    private final SourceNames sources;
    private final Problems problems = new Problems();

    private SpecReader(SourceNames sources) {
        this.sources = sources;
    }

    /// Reads what is written under a name.
    ///
    /// @param sources those whose tables can be named
    /// @param pipeline the name it is written under
    /// @param tree maps, lists, strings, numbers, booleans and null
    public static Reading read(SourceNames sources, String pipeline, @Nullable Object tree) {
        return new SpecReader(sources).read(pipeline, tree);
    }

    private Reading read(String pipeline, @Nullable Object tree) {
        Fields spec = Fields.of("", tree, KEYS, problems);
        if (spec == null) {
            return new Reading(NOTHING, null, problems.all());
        }
        checkName(spec, pipeline);
        PolicyReader policy = new PolicyReader(problems);
        Fields dataset = spec.requiredBlock("dataset", DATASET_KEYS);
        Fields split = dataset == null ? null : dataset.block("split", List.of("test", "by"));
        Nulls rule = dataset == null ? null : new NullsReader(problems).read(dataset);
        Columns columns = dataset == null ? NOTHING : columns(dataset, split, rule);
        Double nulls = rule instanceof Nulls.Constant(double constant) ? constant : null;
        Split rows = new Split(testShare(split), columns.by());
        @Nullable Trainer trainer = new TrainerReader(problems, columns.label()).read(spec);
        Trigger trigger = policy.trigger(spec, columns);
        List<Gate> gates = new GateReader(problems, columns.label(), trainer).read(spec);
        Approval approval = policy.approval(spec);
        Forget forget = policy.forget(spec);
        List<Expectation> expect = new ExpectationReader(problems).read(spec, columns);
        List<String> slices = new SliceReader(problems).read(spec, columns, trainer);
        if (trainer instanceof Trainer.Ridge) {
            requireNumber(columns.label());
            requireNoMedian(columns);
        }
        if (trainer instanceof Trainer.Fit fit && !fit.kind().tellsNumbers()) {
            requireClass(columns.label(), fit.kind());
        }
        if (trainer instanceof Trainer.External) {
            requireNoNulls(rule, columns);
            requireNoTransform(columns);
        }
        if (trainer != null && !(trainer instanceof Trainer.Ridge)) {
            requireUnstandardized(columns);
        }
        String source = columns.source();
        String table = columns.table();
        Label label = columns.label();
        if (!problems.none() || source == null || table == null || label == null || trainer == null) {
            return new Reading(columns, null, problems.all());
        }
        List<Feature> features =
                columns.features().stream().map(PlacedFeature::feature).toList();
        return new Reading(
                columns,
                new PipelineSpec(
                        source, table, label, features, nulls, rows, trainer, trigger, gates, approval, forget, expect,
                        slices),
                List.of());
    }

    private void requireNumber(@Nullable Label label) {
        if (label != null && label.type() != FeatureType.NUMERIC) {
            problems.add(
                    "trainer.kind",
                    "ridge tells numbers, and the label \"%s\" is %s; name another trainer"
                            .formatted(label.column(), Scalars.lowerCase(label.type())));
        }
    }

    private void requireNoMedian(Columns columns) {
        refuse(
                columns,
                feature -> feature.nulls() instanceof Nulls.Median,
                "ridge is trained of sums, which tell no median of \"%s\"; write mean, or name another trainer");
    }

    private void requireClass(@Nullable Label label, FitKind kind) {
        if (label != null && label.type() == FeatureType.NUMERIC) {
            problems.add(
                    "trainer.kind",
                    "%s tells classes, and the label \"%s\" is numeric; declare its type, or name another trainer"
                            .formatted(kind.word(), label.column()));
        }
    }

    /// A model of another program would have to do with nulls what was done with them in training.
    private void requireNoNulls(@Nullable Nulls rule, Columns columns) {
        if (rule != null && !(rule instanceof Nulls.Exclude)) {
            problems.add("dataset.nulls", EXTERNAL_NULLS);
        }
        refuse(
                columns,
                feature -> feature.nulls() != null && !(feature.nulls() instanceof Nulls.Exclude),
                EXTERNAL_NULLS);
    }

    /// Nobody could say that such a model transforms what it is asked.
    private void requireNoTransform(Columns columns) {
        refuse(
                columns,
                feature -> !(feature.transform() instanceof Transform.None),
                "a program of yours transforms by itself, and its model too; leave out the transform of \"%s\"");
    }

    private void requireUnstandardized(Columns columns) {
        refuse(
                columns,
                Feature::standardized,
                "standardize is for the penalty of a ridge: logistic always does it, and no other trainer needs it; leave it out for \"%s\"");
    }

    /// @param sentence may name the column by `%s`
    private void refuse(Columns columns, Predicate<Feature> wrong, String sentence) {
        columns.features().stream()
                .filter(placed -> wrong.test(placed.feature()))
                .forEach(placed -> problems.add(
                        placed.path(), sentence.formatted(placed.feature().column())));
    }

    private void checkName(Fields spec, String pipeline) {
        if (!NAME.matcher(pipeline).matches()) {
            problems.add(
                    "pipeline", "\"%s\" is no name: up to 63 of a-z, 0-9, - and _, a letter first".formatted(pipeline));
        }
        if (spec.has("pipeline") && !pipeline.equals(spec.raw("pipeline"))) {
            problems.add(
                    "pipeline",
                    "%s is not the name it is written under, \"%s\""
                            .formatted(Scalars.shown(spec.raw("pipeline")), pipeline));
        }
    }

    private Columns columns(Fields dataset, @Nullable Fields split, @Nullable Nulls rule) {
        String source = source(dataset);
        String table = dataset.required("table") ? dataset.text("table") : null;
        if (table != null && !TABLE.matcher(table).matches()) {
            problems.add(
                    dataset.at("table"),
                    table.indexOf('.') < 0
                            ? "\"%s\" lacks its schema; write public.%s".formatted(table, table)
                            : "\"%s\" is not schema.table in letters, digits and _, which is what can be captured"
                                    .formatted(table));
            table = null;
        }
        Label label = new LabelReader(problems).read(dataset);
        List<PlacedFeature> features =
                new FeatureReader(problems, rule).read(dataset, label == null ? null : label.column());
        String by = split == null ? null : split.text("by");
        return new Columns(source, table, label, features, by);
    }

    private @Nullable String source(Fields dataset) {
        if (!dataset.has("source")) {
            if (sources.byDefault().isEmpty()) {
                problems.add(dataset.at("source"), "is missing: the source of the table, one of %s".formatted(sources));
            }
            return sources.byDefault().orElse(null);
        }
        String source = dataset.text("source");
        if (source != null && !sources.all().contains(source)) {
            problems.add(
                    dataset.at("source"),
                    "there is no source \"%s\"; there %s %s"
                            .formatted(source, sources.all().size() == 1 ? "is" : "are", sources));
            return null;
        }
        return source;
    }

    private double testShare(@Nullable Fields split) {
        Double share = split == null ? null : split.share("test");
        if (split == null || share == null) {
            return DEFAULT_SHARE;
        }
        if (share <= 0 || share >= 1) {
            problems.add(
                    split.at("test"),
                    "%s leaves nothing to train or nothing to test; 20%% is usual".formatted(split.raw("test")));
        }
        return share;
    }
}
