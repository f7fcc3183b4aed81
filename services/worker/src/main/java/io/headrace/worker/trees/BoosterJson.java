package io.headrace.worker.trees;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// What XGBoost 3.0 writes of a booster as JSON (`doc/model.schema` in its source), as far as a graph is made of it.
record BoosterJson(Learner learner) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    record Learner(GradientBooster gradientBooster, LearnerModelParam learnerModelParam) {}

    record GradientBooster(Model model) {}

    /// @param treeInfo of each tree, the number of what it adds to
    @SuppressWarnings("ArrayRecordComponent") // Millions of numbers, never compared.
    record Model(int[] treeInfo, List<Tree> trees) {}

    /// @param baseScore a number, 0 to 1 where it is a probability
    record LearnerModelParam(String baseScore) {}

    /// A tree; the arrays have one entry per node, the first is the root.
    ///
    /// @param leftChildren −1: it is a leaf
    /// @param splitIndices the column that is compared
    /// @param splitConditions a column that is less goes left; of a leaf, what it adds
    /// @param defaultLeft 1: a missing value goes left
    @SuppressWarnings("ArrayRecordComponent")
    record Tree(
            int[] leftChildren, int[] rightChildren, int[] splitIndices, float[] splitConditions, int[] defaultLeft) {

        boolean isLeaf(int node) {
            return leftChildren[node] < 0;
        }
    }

    /// @throws IllegalArgumentException if it is none
    static BoosterJson read(byte[] json) {
        try {
            return JSON.readValue(json, BoosterJson.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no booster of XGBoost 3.0", e);
        }
    }

    Model model() {
        return learner.gradientBooster().model();
    }

    float baseScore() {
        return Float.parseFloat(learner.learnerModelParam().baseScore());
    }
}
