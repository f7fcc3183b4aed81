package io.headrace.worker.trees;

import io.headrace.onnx.Onnx;
import io.headrace.onnx.Proto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The attributes of ONNX's TreeEnsembleRegressor: lists with one entry per node, and with one per leaf.
final class TreeNodes {

    private final Ints trees = new Ints();
    private final Ints nodes = new Ints();
    private final Ints columns = new Ints();
    private final Floats borders = new Floats();
    private final List<String> modes = new ArrayList<>();
    private final Ints less = new Ints();
    private final Ints notLess = new Ints();
    private final Ints missingIsLess = new Ints();
    private final Ints leafTrees = new Ints();
    private final Ints leafNodes = new Ints();
    private final Ints leafTargets = new Ints();
    private final Floats leafWeights = new Floats();

    /// @param base what each target begins with
    static Proto[] attributes(BoosterJson.Model model, int targets, float base) {
        TreeNodes all = new TreeNodes();
        for (int tree = 0; tree < model.trees().size(); tree++) {
            all.add(tree, model.treeInfo()[tree], model.trees().get(tree));
        }
        float[] bases = new float[targets];
        Arrays.fill(bases, base);
        return new Proto[] {
            Onnx.attribute("nodes_treeids", all.trees.all()),
            Onnx.attribute("nodes_nodeids", all.nodes.all()),
            Onnx.attribute("nodes_featureids", all.columns.all()),
            Onnx.attribute("nodes_values", all.borders.all()),
            Onnx.attribute("nodes_modes", all.modes),
            Onnx.attribute("nodes_truenodeids", all.less.all()),
            Onnx.attribute("nodes_falsenodeids", all.notLess.all()),
            Onnx.attribute("nodes_missing_value_tracks_true", all.missingIsLess.all()),
            Onnx.attribute("target_treeids", all.leafTrees.all()),
            Onnx.attribute("target_nodeids", all.leafNodes.all()),
            Onnx.attribute("target_ids", all.leafTargets.all()),
            Onnx.attribute("target_weights", all.leafWeights.all()),
            Onnx.attribute("n_targets", targets),
            Onnx.attribute("base_values", bases),
            Onnx.attribute("aggregate_function", "SUM"),
            Onnx.attribute("post_transform", "NONE")
        };
    }

    /// Its nodes that the root leads to, the root first: XGBoost leaves those in its lists that it pruned.
    private void add(int number, int target, BoosterJson.Tree tree) {
        Ints open = new Ints();
        open.add(0);
        for (int next = 0; next < open.size(); next++) {
            int node = open.get(next);
            trees.add(number);
            nodes.add(node);
            if (tree.isLeaf(node)) {
                leaf(number, target, node, tree.splitConditions()[node]);
            } else {
                columns.add(tree.splitIndices()[node]);
                borders.add(tree.splitConditions()[node]);
                modes.add("BRANCH_LT");
                less.add(tree.leftChildren()[node]);
                notLess.add(tree.rightChildren()[node]);
                missingIsLess.add(tree.defaultLeft()[node]);
                open.add(tree.leftChildren()[node]);
                open.add(tree.rightChildren()[node]);
            }
        }
    }

    private void leaf(int tree, int target, int node, float weight) {
        columns.add(0);
        borders.add(0);
        modes.add("LEAF");
        less.add(0);
        notLess.add(0);
        missingIsLess.add(0);
        leafTrees.add(tree);
        leafNodes.add(node);
        leafTargets.add(target);
        leafWeights.add(weight);
    }
}
