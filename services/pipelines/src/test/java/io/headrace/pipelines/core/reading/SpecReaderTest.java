package io.headrace.pipelines.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.schedule.Schedule;
import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.PipelineSpec.Approval;
import io.headrace.pipelines.core.PipelineSpec.Feature;
import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Forget;
import io.headrace.pipelines.core.PipelineSpec.Gate;
import io.headrace.pipelines.core.PipelineSpec.GateRule;
import io.headrace.pipelines.core.PipelineSpec.Label;
import io.headrace.pipelines.core.PipelineSpec.Nulls;
import io.headrace.pipelines.core.PipelineSpec.Split;
import io.headrace.pipelines.core.PipelineSpec.Trainer;
import io.headrace.pipelines.core.PipelineSpec.Trigger;
import io.headrace.pipelines.core.PipelineSpec.WhileActive;
import io.headrace.pipelines.core.Problem;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpecReaderTest {

    @Test
    void readsThePipelineOfTheDocumentation() {
        assertThat(read(House.tree()).spec())
                .isEqualTo(new PipelineSpec(
                        "main",
                        "public.house",
                        new Label("price", FeatureType.NUMERIC, List.of()),
                        List.of(
                                new Feature("area_m2", FeatureType.NUMERIC, List.of(), null),
                                new Feature("rooms", FeatureType.NUMERIC, List.of(), null),
                                new Feature("garden", FeatureType.BOOLEAN, List.of(), null),
                                new Feature(
                                        "district",
                                        FeatureType.CATEGORICAL,
                                        List.of("north", "east", "south", "west"),
                                        null)),
                        null,
                        new Split(0.2, null),
                        new Trainer.Ridge(1.0),
                        new Trigger(
                                100L,
                                null,
                                Duration.ofMillis(200),
                                null,
                                Duration.ZERO,
                                Duration.ofSeconds(2),
                                List.of(),
                                WhileActive.QUEUE_LATEST),
                        List.of(
                                new Gate("rmse", GateRule.AT_MOST, 60000),
                                new Gate("rmse", GateRule.WORSE_THAN_CHAMPION_AT_MOST, 0.02)),
                        Approval.AUTOMATIC,
                        null,
                        List.of(),
                        List.of()));
    }

    @Test
    void fillsInWhatIsNotSaid() {
        Map<String, Object> least = House.map(
                "dataset", House.map("table", "public.house", "label", "price", "features", House.list("area_m2")),
                "trainer", House.map("kind", "ridge"));

        assertThat(read(least).spec())
                .isEqualTo(new PipelineSpec(
                        "main",
                        "public.house",
                        new Label("price", FeatureType.NUMERIC, List.of()),
                        List.of(new Feature("area_m2", FeatureType.NUMERIC, List.of(), null)),
                        null,
                        new Split(0.2, null),
                        new Trainer.Ridge(1.0),
                        new Trigger(
                                null,
                                null,
                                Duration.ofSeconds(1),
                                null,
                                Duration.ofSeconds(10),
                                null,
                                List.of(),
                                WhileActive.QUEUE_LATEST),
                        List.of(),
                        Approval.AUTOMATIC,
                        null,
                        List.of(),
                        List.of()));
    }

    @Test
    void aLabelMayBeAClass() {
        assertThat(spec(classifying(House.map("column", "sold", "type", "boolean")))
                        .label())
                .isEqualTo(new Label("sold", FeatureType.BOOLEAN, List.of()));
        assertThat(spec(classifying(grade("a", "b", "c"))).label())
                .isEqualTo(new Label("grade", FeatureType.CATEGORICAL, List.of("a", "b", "c")));
        assertThat(spec(House.with("dataset.label", House.map("column", "price", "type", "numeric"))))
                .isEqualTo(spec(House.tree()));
        assertThat(problems(classifying(grade("a"))))
                .containsExactly("dataset.label.values: 2 to 100 classes can be; \"grade\" has 1");
        assertThat(problems(classifying(grade("a", "a", true))))
                .containsExactly(
                        "dataset.label.values[1]: \"a\" stands here twice",
                        "dataset.label.values[2]: a text is expected, not true; put it in quotes");
        assertThat(problems(classifying(House.map("column", "grade", "type", "categorical"))))
                .containsExactly("dataset.label.values: is missing: a categorical label declares its classes");
        assertThat(problems(classifying(House.map("column", "garden", "type", "boolean"))))
                .containsExactly("dataset.features[2]: \"garden\" is the label and cannot be a feature too");
    }

    @Test
    void ridgeTellsNumbersAndKnowsNoSlices() {
        Map<String, Object> tree = House.with("dataset.label", House.map("column", "sold", "type", "boolean"));
        tree.remove("gates");
        assertThat(problems(tree))
                .containsExactly(
                        "trainer.kind: ridge tells numbers, and the label \"sold\" is boolean; name another trainer");
        assertThat(problems(House.with("slices", House.list("garden"))))
                .containsExactly(
                        "slices: ridge is measured by the sums of all rows, which tell nothing of some; leave them out, or name another trainer");
        assertThat(problems(House.with("gates", House.list(House.map("metric", "mae", "at-most", 5)))))
                .containsExactly(
                        "gates[0].metric: mae is no figure of a ridge, which is measured by sums alone; there are mean-error, r2, rmse");
    }

    @Test
    void gatesAreOnFiguresThatThereAre() {
        Map<String, Object> tree = classifying(House.map("column", "sold", "type", "boolean"));
        tree.put("gates", House.list(House.map("metric", "roc-auc", "at-least", 0.9)));
        assertThat(spec(tree).gates()).containsExactly(new Gate("roc-auc", GateRule.AT_LEAST, 0.9));
        tree.put("gates", House.list(House.map("metric", "rmse", "at-most", 1)));
        assertThat(problems(tree))
                .containsExactly(
                        "gates[0].metric: rmse is no figure of \"sold\", which is boolean; there are accuracy,"
                                + " balanced-accuracy, brier, calibration-error, f1, log-loss, pr-auc, precision, recall, roc-auc");
        Map<String, Object> numeric = classifying("price");
        numeric.put("gates", House.list(House.map("metric", "f1", "at-least", 1)));
        assertThat(problems(numeric))
                .containsExactly(
                        "gates[0].metric: f1 is no figure of \"price\", which is numeric; there are mae, mean-error, r2, rmse");
        numeric.put("gates", House.list(House.map("metric", "mae", "at-most", 1)));
        assertThat(spec(numeric).gates()).containsExactly(new Gate("mae", GateRule.AT_MOST, 1));
    }

    @Test
    void rowsAreSlicedByWhatHasFewValues() {
        Map<String, Object> tree = classifying("price");
        tree.put("slices", House.list("district", "garden"));
        assertThat(spec(tree).slices()).containsExactly("district", "garden");
        tree.put("slices", House.list("rooms", "distrikt", "price"));
        assertThat(problems(tree))
                .containsExactly(
                        "slices: \"rooms\" is numeric, and rows are sliced by a boolean or categorical",
                        "slices: \"distrikt\" is no feature; did you mean \"district\"?",
                        "slices: \"price\" is no feature");
    }

    @Test
    void aClassLiesBetweenNothing() {
        Map<String, Object> tree = classifying(House.map("column", "sold", "type", "boolean"));
        tree.put("expect", House.list(House.map("column", "sold", "nulls-at-most", "1%")));
        assertThat(spec(tree).expect()).hasSize(1);
        tree.put("expect", House.list(House.map("column", "sold", "between", House.list(0, 1))));
        assertThat(problems(tree))
                .containsExactly("expect[0].between: \"sold\" is not numeric, so nothing lies between");
    }

    private static Object grade(Object... classes) {
        return House.map("column", "grade", "type", "categorical", "values", House.list(classes));
    }

    /// By a program, without gates.
    private static Map<String, Object> classifying(Object label) {
        Map<String, Object> tree = House.with("dataset.label", label);
        tree.put("trainer", House.map("kind", "external", "name", "forest"));
        tree.remove("gates");
        return tree;
    }

    @Test
    void columnsWhoseChangesCountAreThoseThatThePipelineLooksAt() {
        assertThat(trigger(House.map("changes", 10, "columns", House.list("price", "rooms")))
                        .columns())
                .containsExactly("price", "rooms");
        assertThat(problems(House.with("trigger", House.map("columns", House.list("prices", "rooms", "rooms", 7)))))
                .containsExactly(
                        "trigger.columns[0]: \"prices\" is neither a feature nor the label, and changes of other columns never count; did you mean \"price\"?",
                        "trigger.columns[2]: \"rooms\" stands here twice",
                        "trigger.columns[3]: 7 is neither a feature nor the label, and changes of other columns never count");
        assertThat(problems(House.with("trigger", House.map("columns", House.list()))))
                .containsExactly(
                        "trigger.columns: an empty list counts no change of any column; leave it out to count all");
    }

    @Test
    void nullsTakeTheMedianWhereTheTrainerSeesRows() {
        Map<String, Object> tree = House.with("dataset.nulls", "median");
        assertThat(problems(tree))
                .containsExactly(
                        "dataset.features[0]: ridge is trained of sums, which tell no median of \"area_m2\"; write mean, or name another trainer",
                        "dataset.features[1]: ridge is trained of sums, which tell no median of \"rooms\"; write mean, or name another trainer");
        tree.put("trainer", House.map("kind", "xgboost"));
        assertThat(spec(tree).features())
                .extracting(Feature::nulls)
                .containsExactly(new Nulls.Median(), new Nulls.Median(), null, null);
    }

    @Test
    void nullsHaveARuleForAllFeaturesAndOneForEach() {
        assertThat(spec(House.with(
                                "dataset.features",
                                House.list(
                                        "area_m2",
                                        House.map("column", "rooms", "nulls", House.map("constant", 2)),
                                        House.map("column", "garden", "type", "boolean", "nulls", "exclude"))))
                        .features())
                .extracting(Feature::nulls)
                .containsExactly(null, new Nulls.Constant(2), new Nulls.Exclude());
        assertThat(spec(House.with("dataset.nulls", "mean")).features())
                .extracting(Feature::nulls)
                .containsExactly(new Nulls.Mean(), new Nulls.Mean(), null, null);
        assertThat(problems(House.with(
                        "dataset.features[2]", House.map("column", "garden", "type", "boolean", "nulls", "mean"))))
                .containsExactly(
                        "dataset.features[2].nulls: \"garden\" is not numeric and has no mean or median; write exclude or {constant: 0}");
        assertThat(problems(House.with("dataset.features[1]", House.map("column", "rooms", "nulls", "mode"))))
                .containsExactly(
                        "dataset.features[1].nulls: exclude, mean, median or {constant: 0} is expected, not \"mode\"");
    }

    @Test
    void versionsAreRetiredUnlessTheFileSaysOtherwise() {
        assertThat(forget(House.map("within", "72h"))).isEqualTo(new Forget(Duration.ofDays(3), true));
        assertThat(forget(House.map("within", "10m", "retire", false)))
                .isEqualTo(new Forget(Duration.ofMinutes(10), false));
    }

    @Test
    void refusesToForgetWithoutATime() {
        assertThat(problems(House.with("forget", House.map("retire", true))))
                .containsExactly("forget.within: is missing");
        assertThat(problems(House.with("forget", House.map("within", "0s", "retire", "yes", "when", "now"))))
                .containsExactly(
                        "forget.when: there is no such key here; known: within, retire",
                        "forget.within: a duration of at least 1000 ms, such as 200ms, 2s, 5m, 1h or 3d,"
                                + " is expected, not \"0s\"",
                        "forget.retire: true or false is expected, not \"yes\"");
        assertThat(problems(House.with("forget", true)))
                .containsExactly("forget: a block with the keys within, retire is expected, not true");
    }

    private static Forget forget(Map<String, Object> block) {
        return Objects.requireNonNull(
                Objects.requireNonNull(read(House.with("forget", block)).spec()).forget());
    }

    @Test
    void whoeverSaysWhenToRunSetsThePace() {
        assertThat(trigger(House.map("quiet", "1s")).minInterval()).isZero();
        assertThat(trigger(House.map("changes", 1)).minInterval()).isZero();
        assertThat(trigger(House.map("changes", 1, "min-interval", "3m")).minInterval())
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(trigger(House.map()).minInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void findsEveryProblemInOneReading() {
        Map<String, Object> tree = House.tree();
        tree.put("dataset", House.map("table", "house", "lable", "price", "features", House.list()));
        tree.put("trainer", House.map("kind", "forest", "l2", -1));
        tree.put("gates", House.list(House.map("metric", "rsme", "at-most", "many")));

        assertThat(problems(tree))
                .containsExactly(
                        "dataset.lable: there is no such key here; did you mean \"label\"?",
                        "dataset.table: \"house\" lacks its schema; write public.house",
                        "dataset.label: is missing",
                        "dataset.features: at least one feature is needed",
                        "trainer.kind: one of external, gaussian-naive-bayes, logistic, random-forest, ridge, xgboost is expected, not \"forest\"",
                        "gates[0].metric: one of accuracy, balanced-accuracy, brier, calibration-error, f1, log-loss, mae, mean-error, pr-auc, precision, r2, recall, rmse, roc-auc is expected, not \"rsme\"",
                        "gates[0].at-most: a finite number is expected, not \"many\"");
    }

    @Test
    void listsTheKnownKeysWhereNoneIsNear() {
        assertThat(problems(House.with("trainer.momentum", 0.9)))
                .containsExactly(
                        "trainer.momentum: there is no such key here; known: kind, l2, name, hyperparameters, seed, timeout, rounds, depth, eta, subsample, colsample-bytree, min-child-weight, gamma, l1, bins, threads, search, trees, colsample-bynode, iterations, var-smoothing");
    }

    @ParameterizedTest
    @CsvSource({"1ms, 1", "200ms, 200", "2s, 2000", "5m, 300000", "1h, 3600000", "3d, 259200000"})
    void readsDurations(String written, long millis) {
        assertThat(trigger(House.map("quiet", written)).quiet()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0ms", "2", "2 s", "1.5s", "-1s", "2w", "99999999999s"})
    void refusesWhatIsNoDuration(String written) {
        assertThat(problems(House.with("trigger.quiet", written)))
                .containsExactly("trigger.quiet: a duration of at least 1 ms, such as 200ms, 2s, 5m, 1h or 3d,"
                        + " is expected, not \"%s\"".formatted(written));
    }

    @Test
    void aNumberWithoutAUnitIsNoDuration() {
        assertThat(problems(House.with("trigger.quiet", 200)))
                .containsExactly("trigger.quiet: a duration of at least 1 ms, such as 200ms, 2s, 5m, 1h or 3d,"
                        + " is expected, not 200");
    }

    @Test
    void refusesAWaitThatTheMinIntervalForbids() {
        assertThat(problems(House.with("trigger.min-interval", "5s")))
                .containsExactly("trigger.max-wait: 2s is shorter than min-interval (5s), so both cannot hold");
    }

    @ParameterizedTest
    @CsvSource({"0", "-3", "1.5", "many"})
    void refusesATriggerOnNoWholeNumberOfChanges(String written) {
        Object value = written.matches("-?\\d+") ? (Object) Integer.valueOf(written) : written;
        assertThat(problems(House.with("trigger.changes", value)))
                .singleElement()
                .asString()
                .startsWith("trigger.changes: a whole number of at least 1 is expected");
    }

    @Test
    void refusesANumberOfChangesThatNoLongHolds() {
        assertThat(problems(House.with("trigger.changes", BigInteger.TWO.pow(70))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0%", "100%", "250%"})
    void refusesASplitThatLeavesNothing(String share) {
        assertThat(problems(House.with("dataset.split.test", share)))
                .containsExactly("dataset.split.test: %s leaves nothing to train or nothing to test; 20%% is usual"
                        .formatted(share));
    }

    @Test
    void aShareIsWrittenAsAPercentage() {
        assertThat(problems(House.with("dataset.split.test", 0.2)))
                .containsExactly("dataset.split.test: a percentage such as 20% is expected, not 0.2");
        assertThat(spec(House.with("dataset.split.test", "2.5%")).split().testShare())
                .isEqualTo(0.025);
    }

    @Test
    void keepsRowsOfOneCustomerTogether() {
        assertThat(spec(House.with("dataset.split.by", "customer_id")).split().by())
                .isEqualTo("customer_id");
    }

    @Test
    void aConstantCanStandInForNulls() {
        assertThat(spec(House.with("dataset.nulls", House.map("constant", 0))).nulls())
                .isEqualTo(0.0);
        assertThat(problems(House.with("dataset.nulls", "mode")))
                .containsExactly("dataset.nulls: exclude, mean, median or {constant: 0} is expected, not \"mode\"");
        assertThat(problems(House.with("dataset.nulls", House.map("constant", 1e30))))
                .containsExactly("dataset.nulls.constant: 1.0E30 is neither 0 nor between 2^-60 and 2^60");
        assertThat(problems(House.with("dataset.nulls", House.map("constant", Double.NaN))))
                .containsExactly("dataset.nulls.constant: a finite number is expected, not NaN");
    }

    @Test
    void aCategoricalDeclaresItsValues() {
        assertThat(problems(House.without("dataset.features[3].values")))
                .containsExactly("dataset.features[3].values: is missing: a categorical feature declares its values,"
                        + " the reference first, or is hashed: transform: {hash: 64}");
        assertThat(problems(House.with("dataset.features[3].values", House.list("north", "süd", "a \uD83C\uDFE0"))))
                .containsExactly(
                        "dataset.features[3].values: \"a \uD83C\uDFE0\" has a character beyond U+FFFF, by which a model in Java would not know it; leave it out, and it counts as undeclared");
        assertThat(problems(House.with("dataset.features[3].values", House.list("north"))))
                .containsExactly("dataset.features[3].values: at least two values are needed; \"district\" has 1");
        assertThat(problems(House.with("dataset.features[3].values", House.list("a", "b", "a", 4))))
                .containsExactly(
                        "dataset.features[3].values[2]: \"a\" stands here twice",
                        "dataset.features[3].values[3]: a text is expected, not 4; put it in quotes");
    }

    @Test
    void onlyACategoricalHasValues() {
        assertThat(problems(House.with("dataset.features[2].values", House.list("yes", "no"))))
                .containsExactly("dataset.features[2].values: only a categorical feature has values;"
                        + " write type: categorical or leave them out");
    }

    @Test
    void aColumnIsOneFeatureAndNotTheLabel() {
        assertThat(problems(House.with("dataset.features[1]", "area_m2")))
                .containsExactly("dataset.features[1]: \"area_m2\" is a feature already");
        assertThat(problems(House.with("dataset.features[1]", "price")))
                .containsExactly("dataset.features[1]: \"price\" is the label and cannot be a feature too");
    }

    @Test
    void refusesAFeatureThatNamesNoColumn() {
        assertThat(problems(House.with("dataset.features[1]", 7)))
                .containsExactly("dataset.features[1]: a column's name or {column: …, type: …} is expected, not 7");
        assertThat(problems(House.with("dataset.features[1]", House.map("type", "numeric"))))
                .containsExactly("dataset.features[1].column: is missing");
        assertThat(problems(House.with("dataset.features[2].type", "bool")))
                .containsExactly(
                        "dataset.features[2].type: one of boolean, categorical, date, numeric is expected, not \"bool\"");
    }

    @Test
    void refusesMoreColumnsThanTheSumsHold() {
        List<Object> many = House.list();
        for (int i = 0; i < 254; i++) {
            many.add("value " + i);
        }
        assertThat(problems(House.with("dataset.features[3].values", many)))
                .containsExactly("dataset.features: 257 columns after encoding, at most 256 can be;"
                        + " declare fewer values or features");
    }

    @Test
    void aGateHasExactlyOneRule() {
        assertThat(problems(House.with("gates[0].at-least", 1)))
                .containsExactly("gates[0].metric: exactly one of at-most, at-least, worse-than-champion-at-most"
                        + " is expected beside it, there are 2");
        assertThat(problems(House.with("gates[0]", House.map("metric", "r2")))).hasSize(1);
    }

    @Test
    void noShareOfASignedErrorIsWorse() {
        assertThat(problems(House.with("gates[1].metric", "mean-error")))
                .containsExactly("gates[1].worse-than-champion-at-most: mean-error has a sign, so no share of it is"
                        + " worse; compare rmse or r2");
    }

    @Test
    void aVersionCanWaitForApproval() {
        assertThat(spec(House.with("rollout.approval", "required")).approval()).isEqualTo(Approval.REQUIRED);
        assertThat(problems(House.with("rollout.approval", "manual")))
                .containsExactly("rollout.approval: one of automatic, required is expected, not \"manual\"");
    }

    @Test
    void theNameInTheFileIsTheNameItIsWrittenUnder() {
        assertThat(problems(House.with("pipeline", "flat-price")))
                .containsExactly("pipeline: \"flat-price\" is not the name it is written under, \"house-price\"");
    }

    @ParameterizedTest
    @CsvSource({"House", "9lives", "a b", "a/b", "a@2"})
    void refusesANameThatIsNone(String name) {
        assertThat(SpecReader.read(House.SOURCES, name, House.without("pipeline"))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "pipeline: \"%s\" is no name: up to 63 of a-z, 0-9, - and _, a letter first".formatted(name));
    }

    @ParameterizedTest
    @CsvSource({"public.my-house", "a.b.c", "public.", "public.'x y'"})
    void refusesATableThatCannotBeCaptured(String table) {
        assertThat(problems(House.with("dataset.table", table)))
                .containsExactly("dataset.table: \"%s\" is not schema.table in letters, digits and _,".formatted(table)
                        + " which is what can be captured");
    }

    @Test
    void aPipelineNamesItsSourceWhereThereAreSeveral() {
        SourceNames shops = new SourceNames(List.of("berlin", "rome"));
        SourceNames mainAndShop = new SourceNames(List.of("main", "shop"));

        assertThat(read(shops, House.tree()).problems())
                .extracting(Problem::toString)
                .containsExactly("dataset.source: is missing: the source of the table, one of berlin, rome");
        assertThat(read(shops, House.with("dataset.source", "rome")).spec())
                .extracting(PipelineSpec::source)
                .isEqualTo("rome");
        assertThat(read(mainAndShop, House.tree()).spec())
                .extracting(PipelineSpec::source)
                .isEqualTo("main");
        assertThat(read(mainAndShop, House.with("dataset.source", "shops")).problems())
                .extracting(Problem::toString)
                .containsExactly("dataset.source: there is no source \"shops\"; there are main, shop");
    }

    @Test
    void aShareIsAPercentageOfTheRows() {
        assertThat(trigger(House.map("share", "5%")))
                .isEqualTo(new Trigger(
                        null,
                        0.05,
                        Duration.ofSeconds(1),
                        null,
                        Duration.ZERO,
                        null,
                        List.of(),
                        WhileActive.QUEUE_LATEST));
        assertThat(trigger(House.map("share", "100%", "changes", 7)).share()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({"0%", "101%"})
    void refusesAShareThatNoRowsCanBe(String share) {
        assertThat(problems(House.with("trigger.share", share)))
                .containsExactly("trigger.share: %s is not above 0%% and at most 100%% of the rows;".formatted(share)
                        + " for a number of changes write changes");
    }

    @Test
    void refusesAShareThatIsNoPercentage() {
        assertThat(problems(House.with("trigger.share", 0.05)))
                .containsExactly("trigger.share: a percentage such as 20% is expected, not 0.05");
    }

    @Test
    void aRunThatIsDueWhileOneIsActiveWaitsUnlessItIsToldNotTo() {
        assertThat(trigger(House.map("changes", 100)).whileActive()).isEqualTo(WhileActive.QUEUE_LATEST);
        assertThat(trigger(House.map("while-active", "cancel-active")).whileActive())
                .isEqualTo(WhileActive.CANCEL_ACTIVE);
        assertThat(trigger(House.map("while-active", "skip")).whileActive()).isEqualTo(WhileActive.SKIP);
        assertThat(problems(House.with("trigger", House.map("while-active", "wait"))))
                .containsExactly(
                        "trigger.while-active: one of cancel-active, queue-latest, skip is expected, not \"wait\"");
    }

    @Test
    void aMetricThatIsNoTextIsRefused() {
        for (Object word : House.list(5, true, House.list())) {
            assertThat(problems(House.with("gates", House.list(House.map("metric", word, "at-most", 5)))))
                    .singleElement()
                    .asString()
                    .startsWith("gates[0].metric: one of ");
        }
        Map<String, Object> empty = House.map("at-most", 5);
        empty.put("metric", House.map());
        assertThat(problems(House.with("gates", House.list(empty)))).isNotEmpty();
    }

    @Test
    void aScheduleIsACronInAZone() {
        assertThat(trigger(House.map("schedule", " 0 3 * * * ")).schedule())
                .isEqualTo(new Schedule("0 3 * * *", "UTC"));
        assertThat(trigger(House.map("schedule", House.map("cron", "0 3 * * mon-fri", "zone", "Europe/Berlin")))
                        .schedule())
                .isEqualTo(new Schedule("0 3 * * mon-fri", "Europe/Berlin"));
        assertThat(trigger(House.map("schedule", House.map("cron", "0 3 * * *")))
                        .schedule())
                .isEqualTo(new Schedule("0 3 * * *", "UTC"));
    }

    @Test
    void besideAScheduleOnlyWhatIsWrittenMakesARun() {
        Schedule schedule = new Schedule("0 3 * * *", "UTC");
        assertThat(trigger(House.map("schedule", "0 3 * * *")))
                .isEqualTo(new Trigger(
                        null, null, null, schedule, Duration.ZERO, null, List.of(), WhileActive.QUEUE_LATEST));
        assertThat(trigger(House.map("schedule", "0 3 * * *", "quiet", "5m", "changes", 1000)))
                .isEqualTo(new Trigger(
                        1000L,
                        null,
                        Duration.ofMinutes(5),
                        schedule,
                        Duration.ZERO,
                        null,
                        List.of(),
                        WhileActive.QUEUE_LATEST));
    }

    @Test
    void refusesAScheduleThatCannotBe() {
        assertThat(problems(House.with("trigger.schedule", "0 24 * * *")))
                .containsExactly(
                        "trigger.schedule: \"0 24 * * *\" is no cron: its hour is \"24\", which is not in 0-23;"
                                + " lists, ranges and steps are written 1,3 and 1-5 and */2");
        assertThat(problems(House.with("trigger.schedule", House.map("cron", "0 0 30 2 *"))))
                .containsExactly("trigger.schedule.cron: \"0 0 30 2 *\" is no cron: it never comes:"
                        + " none of its months has such a day; choose a day that one has");
        assertThat(problems(House.with("trigger.schedule", House.map("cron", "@daily", "zone", "Europe/Berln"))))
                .containsExactly(
                        "trigger.schedule.cron: \"@daily\" is no cron: it has 1 of the 5 fields minute, hour, day of"
                                + " month, month, day of week; write 0 3 * * * for 3 o'clock every day",
                        "trigger.schedule.zone: \"Europe/Berln\" is no zone of the tz database; did you mean \"Europe/Berlin\"?");
        assertThat(problems(House.with("trigger.schedule", House.map("zone", "Nowhere"))))
                .containsExactly("trigger.schedule.cron: is missing");
        assertThat(problems(House.with("trigger.schedule", 3)))
                .containsExactly("trigger.schedule: a cron such as \"0 3 * * *\", or {cron: \"0 3 * * *\","
                        + " zone: Europe/Berlin}, is expected, not 3");
    }

    @Test
    void refusesWhatIsNoBlock() {
        assertThat(problems(null)).singleElement().asString().endsWith("is expected, not nothing");
        assertThat(problems("house")).hasSize(1);
        assertThat(problems(House.with("dataset", House.list())))
                .contains(
                        "dataset: a block with the keys source, table, label, features, nulls, split is expected, not an empty list");
        assertThat(problems(House.with("gates", "none"))).containsExactly("gates: a list is expected, not \"none\"");
    }

    @Test
    void readsTheColumnsEvenWhereTheRestIsWrong() {
        Reading reading = read(House.with("trainer.kind", "forest"));

        assertThat(reading.spec()).isNull();
        assertThat(reading.columns().table()).isEqualTo("public.house");
        assertThat(reading.columns().features()).hasSize(4);
    }

    private static Reading read(@Nullable Object tree) {
        return read(House.SOURCES, tree);
    }

    private static Reading read(SourceNames sources, @Nullable Object tree) {
        return SpecReader.read(sources, "house-price", tree);
    }

    private static List<String> problems(@Nullable Object tree) {
        Reading reading = read(tree);
        assertThat(reading.spec()).isNull();
        return reading.problems().stream().map(Problem::toString).toList();
    }

    private static PipelineSpec spec(Object tree) {
        Reading reading = read(tree);
        assertThat(reading.problems()).isEmpty();
        return Objects.requireNonNull(reading.spec());
    }

    private static PipelineSpec.Trigger trigger(Map<String, Object> trigger) {
        return spec(House.with("trigger", trigger)).trigger();
    }
}
